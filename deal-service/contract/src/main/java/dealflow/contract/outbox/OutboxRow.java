package dealflow.contract.outbox;

import dealflow.contract.event.CloudEvents;
import dealflow.contract.event.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event as it stands in the outbox, and the message that it becomes: a CloudEvent in Kafka's binary mode. */
record OutboxRow(
        int bucket,
        long id,
        String topic,
        String key,
        long version,
        String type,
        String payload,
        String time,
        String traceparent) {

    /** @param topics by aggregate type */
    static OutboxRow of(ResultSet row, Map<String, String> topics) throws SQLException {
        return new OutboxRow(
                row.getInt("bucket"),
                row.getLong("id"),
                topics.get(row.getString("aggregatetype")),
                row.getString("aggregateid"),
                row.getLong("version"),
                row.getString("type"),
                row.getString("payload"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant().toString(),
                row.getString("traceparent"));
    }

    ProducerRecord<String, String> message(String source) {
        var message = new ProducerRecord<>(topic, key, payload);
        header(message, "ce_specversion", CloudEvents.SPEC_VERSION);
        header(message, "ce_id", CloudEvents.id(key, version));
        header(message, Topics.TYPE_HEADER, type);
        header(message, "ce_source", source);
        header(message, "ce_subject", key);
        header(message, "ce_time", time);
        header(message, "content-type", CloudEvents.CONTENT_TYPE);
        if (traceparent != null) {
            header(message, "traceparent", traceparent);
        }
        return message;
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
