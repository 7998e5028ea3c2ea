package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in the deals topic. */
final class PublishedEvents {

    private static final String TOPIC = "dealflow.deals.v1";

    private PublishedEvents() {}

    /** The sequences of those deals, in the topic's order; what was published again, which may be, counts the first time. */
    static Map<String, List<Long>> sequences(Set<String> deals) {
        var sequences = new HashMap<String, List<Long>>();
        var settings = new HashMap<String, Object>(Dealflow.stack().kafka().clientSettings("funnel"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var deadline = Instant.now().plus(Duration.ofMinutes(1));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                assertThat(Instant.now()).as("reading the topic").isBefore(deadline);
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (deals.contains(message.key())) {
                        var id =
                                new String(message.headers().lastHeader("ce_id").value());
                        var sequence = Long.valueOf(id.substring(message.key().length() + 1));
                        var sofar = sequences.computeIfAbsent(message.key(), any -> new ArrayList<>());
                        if (!sofar.contains(sequence)) {
                            sofar.add(sequence);
                        }
                    }
                }
            }
        }
        return sequences;
    }
}
