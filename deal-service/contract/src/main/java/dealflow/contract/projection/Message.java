package dealflow.contract.projection;

import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One message of the deals topic, read as far as it can be.
 *
 * @param event null if it could not be read
 * @param problem why it could not be read, else null
 */
record Message(String key, int partition, long offset, String type, byte[] value, DealEvent event, String problem) {

    static Message of(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader(Topics.TYPE_HEADER);
        var type = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        return of(storable(message.key()), message.partition(), message.offset(), storable(type), message.value());
    }

    /** PostgreSQL keeps no zero byte in a text: without this, such a message could not even be parked. */
    private static String storable(String text) {
        return text == null ? "" : text.replace('\u0000', '?');
    }

    static Message of(String key, int partition, long offset, String type, byte[] value) {
        try {
            var event = EventType.of(type)
                    .map(known -> ContractJson.readEvent(known, value))
                    .orElseThrow(() -> new UnreadableEventException("unknown type '" + type + "'", null));
            if (!event.dealId().toString().equals(key)) {
                throw new UnreadableEventException("the key is not the deal's id", null);
            }
            return new Message(key, partition, offset, type, value, event, null);
        } catch (UnreadableEventException e) {
            return new Message(String.valueOf(key), partition, offset, type, value, null, e.getMessage());
        }
    }
}
