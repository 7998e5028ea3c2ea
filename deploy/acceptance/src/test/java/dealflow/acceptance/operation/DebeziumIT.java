package dealflow.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.PublishedEvents;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Debezium with the connector's settings of {@code deploy/kubernetes/components/debezium}, without Kafka Connect around it: what it
 * reads from the write-ahead log is what the service's own relay publishes. First of all, while there is little to read.
 */
@ExtendWith(Dealflow.class)
@Order(1)
class DebeziumIT {

    private static final Path CONNECT = Dealflow.ROOT.resolve("deploy/kubernetes/components/debezium/connect.yaml");
    private static final String PIPELINE = "through-debezium";
    private static final List<String> TOPICS = List.of("dealflow.deals.v1", "dealflow.pipelines.v1");
    private static final int DEALS = 20;

    private final Queue<SourceRecord> read = new ConcurrentLinkedQueue<>();
    private volatile RuntimeException stopped;

    /** What CloudNativePG does: logical by default, and the owner may replicate. */
    @BeforeEach
    void logReplication() throws SQLException {
        execute("ALTER SYSTEM SET wal_level = logical", "ALTER ROLE deal REPLICATION");
        restart();
    }

    @AfterEach
    void keepNoLog() throws SQLException {
        execute(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                "DROP PUBLICATION IF EXISTS dealflow_outbox",
                "ALTER ROLE deal NOREPLICATION",
                "ALTER SYSTEM RESET wal_level");
        restart();
    }

    @Test
    void itPublishesWhatTheRelayPublishes() throws Exception {
        Dealflow.createPipeline(
                """
                {"key":"%s","template":"buyer-aligned-7","currency":"USD","timeZone":"Asia/Shanghai"}"""
                        .formatted(PIPELINE));
        importDeals("before");
        var before = relayed();
        Map<String, List<Message>> all;
        var worker = Executors.newSingleThreadExecutor();
        try (var engine = engine()) {
            worker.execute(engine);
            Dealflow.await("what there was is read", () -> count(captured()) >= count(before));
            importDeals("after");
            all = relayed();
            Dealflow.await("what has come since is read", () -> count(captured()) >= count(all));
        } finally {
            worker.shutdown();
        }

        assertThat(before).hasSize(1 + DEALS);
        assertThat(all).hasSize(1 + 2 * DEALS);
        assertThat(captured()).isEqualTo(all);
    }

    /** What the relay has published of all that is recorded. */
    private static Map<String, List<Message>> relayed() {
        Dealflow.awaitTables();
        return Message.byKey(PublishedEvents.of(TOPICS).stream().map(Message::of));
    }

    private Map<String, List<Message>> captured() {
        if (stopped != null) {
            throw stopped;
        }
        return Message.byKey(read.stream().map(Message::of));
    }

    private static int count(Map<String, List<Message>> messages) {
        return messages.values().stream().mapToInt(List::size).sum();
    }

    private DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine() throws IOException {
        var settings = new Properties();
        settings.putAll(connector());
        settings.putAll(database());
        settings.setProperty("name", "outbox");
        settings.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
        return DebeziumEngine.create(Connect.class)
                .using(settings)
                .notifying(change -> read.add(change.value()))
                .using((success, message, problem) ->
                        stopped = success ? null : new IllegalStateException(message, problem))
                .build();
    }

    private static Map<String, String> connector() throws IOException {
        var yaml = new YAMLMapper();
        var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(CONNECT.toFile());
        while (documents.hasNext()) {
            var document = documents.next();
            if (document.path("kind").asText().equals("KafkaConnector")) {
                var settings = new HashMap<String, String>();
                document.path("spec")
                        .path("config")
                        .fields()
                        .forEachRemaining(entry ->
                                settings.put(entry.getKey(), entry.getValue().asText()));
                settings.put(
                        "connector.class", document.path("spec").path("class").asText());
                return settings;
            }
        }
        throw new IllegalStateException("No connector in " + CONNECT);
    }

    private static Map<String, String> database() {
        var address = Dealflow.stack().databaseOf(Dealflow.stack().deals());
        var certificate = address.get(0).replaceFirst(".*sslrootcert=", "");
        return Map.of(
                "database.hostname",
                "127.0.0.1",
                "database.port",
                String.valueOf(Dealflow.stack().postgres().port()),
                "database.user",
                address.get(1),
                "database.password",
                address.get(2),
                "database.sslmode",
                "verify-full",
                "database.sslrootcert",
                certificate);
    }

    private static void restart() {
        Dealflow.stack().postgres().stop();
        Dealflow.stack().postgres().start();
    }

    private static void execute(String... statements) throws SQLException {
        var url = Dealflow.stack().databaseOf(Dealflow.stack().deals()).get(0);
        try (var connection = DriverManager.getConnection(url, "postgres", superuserPassword());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String superuserPassword() throws IOException {
        return Files.readString(Dealflow.stack().folder().path().resolve("password"));
    }

    /** Of these days, so that no deal stalls while both are read. */
    private static void importDeals(String when) {
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        var lines = IntStream.range(0, DEALS)
                .mapToObj(i ->
                        """
                                {"externalId":"%s-%d","pipeline":"%s","owner":"rep%d","amount":{"amount":"%d.00","currency":"USD"},"history":[\
                                {"to":"opportunity","at":"%sT08:00:00Z"},{"to":"needs-confirmed","at":"%sT08:00:00.5Z"}]}"""
                                .formatted(when, i, PIPELINE, i % 3, 1000 + i, day, day.plusDays(1)))
                .toList();
        assertThat(Dealflow.errors(Dealflow.importLines(lines))).isEmpty();
    }
}
