package dealflow.acceptance.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;

/**
 * An event as a reader of Kafka sees it.
 *
 * @param headers all but those that Debezium numbers in a way of its own
 */
record Message(String topic, String key, String value, Map<String, Object> headers) {

    private static final List<String> NUMBERS = List.of("ce_id", "id");

    static Message of(ConsumerRecord<String, byte[]> message) {
        var headers = new TreeMap<String, Object>();
        message.headers().forEach(header -> put(headers, header.key(), header.value()));
        return new Message(message.topic(), message.key(), text(message.value()), headers);
    }

    /** With the converters that the connector's settings name, and the one for headers that Kafka Connect has by default. */
    static Message of(SourceRecord message) {
        var texts = new StringConverter();
        var key = text(texts.fromConnectData(message.topic(), message.keySchema(), message.key()));
        var value = text(texts.fromConnectData(message.topic(), message.valueSchema(), message.value()));
        var headers = new TreeMap<String, Object>();
        var simple = new SimpleHeaderConverter();
        for (var header : message.headers()) {
            put(
                    headers,
                    header.key(),
                    simple.fromConnectHeader(message.topic(), header.key(), header.schema(), header.value()));
        }
        return new Message(message.topic(), key, value, headers);
    }

    /** Each key's in their order; what was published again, which may be, counts the first time. */
    static Map<String, List<Message>> byKey(Stream<Message> messages) {
        var byKey = messages.collect(
                Collectors.groupingBy(Message::key, TreeMap::new, Collectors.toCollection(LinkedHashSet::new)));
        var lists = new TreeMap<String, List<Message>>();
        byKey.forEach((key, own) -> lists.put(key, new ArrayList<>(own)));
        return lists;
    }

    private static void put(Map<String, Object> headers, String name, byte[] value) {
        if (value != null && !NUMBERS.contains(name)) {
            var text = text(value);
            // One writes 08:00:00Z, the other 08:00:00.000000Z.
            headers.put(name, name.equals("ce_time") ? Instant.parse(text) : text);
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
