package dealflow.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in the topics. */
public final class PublishedEvents {

    private PublishedEvents() {}

    /** The sequences of those deals, in the topic's order; what was published again, which may be, counts the first time. */
    public static Map<String, List<Long>> sequences(Set<String> deals) {
        var sequences = new HashMap<String, List<Long>>();
        for (var message : of(List.of("dealflow.deals.v1"))) {
            if (deals.contains(message.key())) {
                var id = new String(message.headers().lastHeader("ce_id").value());
                var sequence = Long.valueOf(id.substring(message.key().length() + 1));
                var sofar = sequences.computeIfAbsent(message.key(), any -> new ArrayList<>());
                if (!sofar.contains(sequence)) {
                    sofar.add(sequence);
                }
            }
        }
        return sequences;
    }

    /** All that is in those topics by now, each partition's in its order. */
    public static List<ConsumerRecord<String, byte[]>> of(List<String> topics) {
        var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
        var settings = new HashMap<String, Object>(Dealflow.stack().kafka().clientSettings("funnel"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var deadline = Instant.now().plus(Duration.ofMinutes(1));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                assertThat(Instant.now()).as("reading the topics").isBefore(deadline);
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
        }
        return messages;
    }
}
