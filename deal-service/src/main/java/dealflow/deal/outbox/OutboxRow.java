package dealflow.deal.outbox;

import dealflow.contract.event.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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

    static OutboxRow of(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getInt("bucket"),
                row.getLong("id"),
                topic(row.getString("aggregatetype")),
                row.getString("aggregateid"),
                row.getLong("version"),
                row.getString("type"),
                row.getString("payload"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant().toString(),
                row.getString("traceparent"));
    }

    private static String topic(String aggregateType) {
        return switch (aggregateType) {
            case Outbox.DEALS -> Topics.DEALS;
            case Outbox.FIELDS -> Topics.FIELDS;
            case Outbox.TEAMS -> Topics.TEAMS;
            case Outbox.EXCHANGE_RATES -> Topics.EXCHANGE_RATES;
            default -> Topics.PIPELINES;
        };
    }

    ProducerRecord<String, String> message() {
        var message = new ProducerRecord<>(topic, key, payload);
        header(message, "ce_specversion", CloudEvent.SPEC_VERSION);
        header(message, "ce_id", CloudEvent.id(key, version));
        header(message, Topics.TYPE_HEADER, type);
        header(message, "ce_source", CloudEvent.SOURCE);
        header(message, "ce_subject", key);
        header(message, "ce_time", time);
        header(message, "content-type", CloudEvent.CONTENT_TYPE);
        if (traceparent != null) {
            header(message, "traceparent", traceparent);
        }
        return message;
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
