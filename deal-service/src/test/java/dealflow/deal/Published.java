package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in the deals topic. */
public final class Published {

    private Published() {}

    /** A deal's messages from the topic's begin, as soon as they are enough. */
    public static List<ConsumerRecord<String, byte[]>> of(
            String deal, Map<String, Object> kafka, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            consumer.subscribe(List.of(Topics.DEALS));
            while (!enough.test(messages)) {
                assertThat(Instant.now()).as("seen so far: %d", messages.size()).isBefore(deadline);
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (message.key().equals(deal)) {
                        messages.add(message);
                    }
                }
            }
        }
        return messages;
    }
}
