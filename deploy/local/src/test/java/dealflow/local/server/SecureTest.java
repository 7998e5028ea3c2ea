package dealflow.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.folder.DataFolder;
import dealflow.local.stack.Ports;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is closed unless {@code --no-secure} is given. */
class SecureTest {

    private static final Path LIB = Path.of("target/lib");

    @TempDir
    Path directory;

    @Test
    void kafkaKnowsItsUsersAndWhatEachMayDo() throws Exception {
        try (var folder = DataFolder.open(directory)) {
            var security = new KafkaSecurity.Secure(Certificates.in(folder), folder);
            var ports = Ports.free();
            try (var kafka = Kafka.in(LIB, folder, ports.kafka(), ports.kafkaController(), security)) {
                kafka.start();
                try (var admin = Admin.create(as(security, "deal", kafka))) {
                    admin.createTopics(List.of(new NewTopic("dealflow.deals.v1", 1, (short) 1)))
                            .all()
                            .get();
                }
                send(as(security, "deal", kafka));
                assertThatThrownBy(() -> send(as(security, "funnel", kafka)))
                        .as("a reader that writes")
                        .cause()
                        .isInstanceOf(AuthorizationException.class);
                var others = as(security, "deal", kafka);
                others.put(
                        "sasl.jaas.config",
                        security.settingsOf("funnel").get("sasl.jaas.config").replace("\"funnel\"", "\"deal\""));
                assertThatThrownBy(() -> send(others))
                        .as("with another user's password")
                        .cause()
                        .isInstanceOf(AuthenticationException.class);
                assertThat(Kafka.isPlain(folder)).isFalse();
                var plain = Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 3000, "retries", 0);
                assertThatThrownBy(() -> send(plain)).as("somebody without TLS").isNotNull();
            }
        }
    }

    private static Map<String, Object> as(KafkaSecurity.Secure security, String user, Kafka kafka) {
        var settings = new HashMap<String, Object>(security.settingsOf(user));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("max.block.ms", 20_000);
        return settings;
    }

    private static void send(Map<String, Object> settings) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("dealflow.deals.v1", "key", "value"))
                    .get();
        }
    }

    @Test
    void postgresTakesNobodyWithoutTls() throws Exception {
        try (var folder = DataFolder.open(directory);
                var postgres = Postgres.in(folder, Ports.free().postgres(), Optional.of(Certificates.in(folder)))) {
            postgres.start();
            postgres.createDatabase("deal", folder.password());
            try (var connection = DriverManager.getConnection(postgres.jdbcUrl("deal"), "deal", folder.password());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("TLSv1.3");
            }
            var plain = "jdbc:postgresql://127.0.0.1:%d/deal?sslmode=disable".formatted(postgres.port());
            assertThatThrownBy(() -> DriverManager.getConnection(plain, "deal", folder.password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no encryption");
        }
    }
}
