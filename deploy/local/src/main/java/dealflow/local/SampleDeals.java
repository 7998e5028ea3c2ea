package dealflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Deals for a consumer under test, so that questions about them have answers: the lives of the contract's samples, in a pipeline
 * of their own. They are opened in March 2026 and won, and belong to {@code ann} of the team {@code north}.
 */
public final class SampleDeals {

    public static final String PIPELINE = "samples";
    public static final int DEALS = 12;

    private static final String DEALS_TOPIC = "dealflow.deals.v1";
    private static final String PIPELINES_TOPIC = "dealflow.pipelines.v1";

    private SampleDeals() {}

    /** Publishes them on the broker of {@link BackingServices}; the contract's samples are on the class path. */
    public static void publish() {
        Map<String, Object> broker =
                Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers());
        try (var admin = Admin.create(broker);
                var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            create(admin, new NewTopic(DEALS_TOPIC, Optional.of(12), Optional.empty()));
            create(admin, new NewTopic(PIPELINES_TOPIC, Optional.of(1), Optional.empty()));
            producer.send(new ProducerRecord<>(PIPELINES_TOPIC, PIPELINE, sample("pipeline.json")));
            var events = new ObjectMapper().readTree(sample("index.json")).get("samples");
            for (var number = 0; number < DEALS; number++) {
                send(producer, events, new UUID(0x5a_7000L, 0x8000_0000_0000_0000L | number));
            }
            producer.flush();
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("The sample deals could not be published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void send(KafkaProducer<String, String> producer, JsonNode events, UUID deal) throws IOException {
        for (var event : events) {
            var type = event.get("type").asText();
            if (!type.contains("deleted")) {
                var value = sample(event.get("file").asText())
                        .replaceAll("(\"(?:dealId|id)\": *)\"019cac2a[^\"]*\"", "$1\"" + deal + "\"");
                var message = new ProducerRecord<>(DEALS_TOPIC, deal.toString(), value);
                message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
                producer.send(message);
            }
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static String sample(String file) throws IOException {
        var path = "contract/samples/" + file;
        try (var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(\"(?:key|pipeline)\": *)\"export\"", "$1\"" + PIPELINE + "\"")
                    .replaceAll("\"owner\": *\"[^\"]*\"", "\"owner\": \"ann\"")
                    .replaceAll("\"team\": *\"[^\"]*\"", "\"team\": \"north\"");
        }
    }
}
