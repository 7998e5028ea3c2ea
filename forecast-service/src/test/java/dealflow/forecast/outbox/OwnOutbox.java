package dealflow.forecast.outbox;

import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.PublishedTopic;
import dealflow.contract.outbox.PublishedTopics;
import dealflow.local.fixture.BackingServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of the outbox in a schema of a test's own, and a topic of its own: the service's relay publishes nothing of it. */
public final class OwnOutbox {

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final String topic;

    public OwnOutbox(String name) {
        topic = "test." + name;
        database.setURL(BackingServices.postgres().jdbcUrl("dealflow"));
        database.setUser("dealflow");
        database.setPassword("dealflow");
        database.setCurrentSchema(name);
        jdbi().useHandle(handle -> {
            handle.execute("CREATE SCHEMA " + name);
            handle.createScript(migration()).execute();
        });
    }

    private static String migration() {
        try (var script = OwnOutbox.class.getResourceAsStream("/db/own/V1401__events.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataSource database() {
        return database;
    }

    public Jdbi jdbi() {
        return Jdbi.create(database);
    }

    OutboxRelay relay(DataSource source) {
        var own = new PublishedTopic(Outbox.FORECASTS.aggregateType(), topic, 1, Map.of());
        return EventRelay.relay(source, new PublishedTopics(broker(), List.of(own), true, Optional.empty()));
    }

    private static Map<String, Object> broker() {
        return Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers());
    }

    /** All messages of the topic until there are enough, as they came. */
    List<ConsumerRecord<String, byte[]>> messages(Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        return messages(topic, enough);
    }

    /** The same of another topic. */
    public static List<ConsumerRecord<String, byte[]>> messages(
            String topic, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        try (var consumer = new KafkaConsumer<>(broker(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            while (!enough.test(found)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("only %d messages came in a minute".formatted(found.size()));
                }
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    public static ForecastEvent event(ConsumerRecord<String, byte[]> message) {
        var type = ForecastEventType.of(header(message, "ce_type")).orElseThrow();
        return ContractJson.readForecast(type, message.value());
    }

    public static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
