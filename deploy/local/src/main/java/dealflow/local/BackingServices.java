package dealflow.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a test of one service stands on: a real PostgreSQL, a real Kafka broker, and tokens that the service believes. */
public final class BackingServices implements QuarkusTestResourceLifecycleManager {

    private static final Tokens TOKENS = Tokens.withNewKey();
    private static final String WEBHOOK_KEY = "ZGVhbGZsb3cncyB0ZXN0IGtleSwgMzIgYnl0ZXMgbG8=";
    private static Postgres postgres;
    private static Kafka kafka;

    /** Besides: from here on every answer that a test gets is held against the API document. */
    @Override
    public Map<String, String> start() {
        AnswerCheck.install();
        var root = Path.of(System.getProperty("dealflow.root"));
        postgres = Postgres.temporary();
        postgres.createDatabase("dealflow");
        // A test that looks behind the API sees all; the service's own connections are told otherwise, one by one.
        postgres.execute("ALTER ROLE dealflow SET dealflow.sees = 'everything'");
        kafka = Kafka.temporary(root.resolve("deploy/local/target/lib"));
        return Map.of(
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl("dealflow"),
                "quarkus.datasource.username",
                "dealflow",
                "quarkus.datasource.password",
                "dealflow",
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.oidc.public-key",
                TOKENS.publicKey(),
                "dealflow.webhooks.keys",
                WEBHOOK_KEY);
    }

    /** A valid token for {@code name} with the given roles. */
    public static String token(String name, String... roles) {
        return TOKENS.token(name, List.of(roles), List.of(), Duration.ofHours(1));
    }

    public static Tokens tokens() {
        return TOKENS;
    }

    public static Kafka kafka() {
        return kafka;
    }

    public static Postgres postgres() {
        return postgres;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
