package dealflow.deal;

import dealflow.contract.Topics;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox to Kafka, each deal's events in order and at least once. Any number of replicas may run it: a
 * bucket is drained by the one that holds its advisory lock.
 */
@ApplicationScoped
@Startup
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int LOCK_SPACE = 0x6f757462;
    private static final int BATCH = 1000;
    private static final long POLL_MILLIS = 250;
    private static final long PAUSE_MILLIS = 1000;

    @Inject
    AgroalDataSource database;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    TopicSetup topics;

    private final Semaphore work = new Semaphore(0);
    private volatile boolean closing;
    private Thread thread;
    private KafkaProducer<String, String> producer;

    @PostConstruct
    void start() {
        thread = new Thread(this::run, "outbox-relay");
        thread.start();
    }

    /** Says that there is something to publish, in this process; what other replicas left behind is found by polling. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        while (!closing) {
            try {
                topics.ensure();
                if (producer == null) {
                    producer = open();
                }
                var published = 0;
                for (var bucket = 0; bucket < Outbox.BUCKETS && !closing; bucket++) {
                    published += drain(bucket);
                }
                if (published == 0 && work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warnf("Events wait to be published: %s", e.toString());
                closeProducer();
                pause();
            }
        }
        closeProducer();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    private record Row(long id, String topic, String key, String ceId, String type, String payload, String time) {}

    private int drain(int bucket) throws SQLException, InterruptedException, ExecutionException {
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                var published = lock(transaction, bucket) ? publish(transaction, bucket) : 0;
                transaction.commit();
                return published;
            } catch (SQLException | InterruptedException | ExecutionException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }

    private static boolean lock(Connection transaction, int bucket) throws SQLException {
        try (var statement = transaction.prepareStatement("SELECT pg_try_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, bucket);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private int publish(Connection transaction, int bucket)
            throws SQLException, InterruptedException, ExecutionException {
        var rows = unpublished(transaction, bucket);
        for (var wave : waves(rows)) {
            send(wave);
        }
        if (!rows.isEmpty()) {
            forget(transaction, bucket, rows);
        }
        return rows.size();
    }

    private static List<Row> unpublished(Connection transaction, int bucket) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var statement = transaction.prepareStatement(
                """
                SELECT id, aggregatetype, aggregateid, version, type, payload, occurred_at
                FROM outbox_unpublished JOIN outbox ON id = outbox_id
                WHERE bucket = ? ORDER BY outbox_id LIMIT ?
                """)) {
            statement.setInt(1, bucket);
            statement.setInt(2, BATCH);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getLong(1),
                            found.getString(2).equals(Outbox.DEALS) ? Topics.DEALS : Topics.PIPELINES,
                            found.getString(3),
                            found.getString(3) + "-" + found.getLong(4),
                            found.getString(5),
                            found.getString(6),
                            found.getTimestamp(7).toInstant().toString()));
                }
            }
        }
        return rows;
    }

    /**
     * Splits rows so that no wave has two events of one deal. A wave is sent when the one before is acknowledged: so a
     * failed send can never let a later event of the same deal overtake.
     */
    private static List<List<Row>> waves(List<Row> rows) {
        var waves = new ArrayList<List<Row>>();
        var next = new HashMap<String, Integer>();
        for (var row : rows) {
            var wave = next.merge(row.key(), 0, (old, zero) -> old + 1);
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(row);
        }
        return waves;
    }

    private void send(List<Row> wave) throws InterruptedException, ExecutionException {
        var sent = new ArrayList<Future<RecordMetadata>>(wave.size());
        for (var row : wave) {
            sent.add(producer.send(message(row)));
        }
        producer.flush();
        for (var each : sent) {
            each.get();
        }
    }

    private static ProducerRecord<String, String> message(Row row) {
        var message = new ProducerRecord<>(row.topic(), row.key(), row.payload());
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", row.ceId());
        header(message, Topics.TYPE_HEADER, row.type());
        header(message, "ce_source", "/dealflow/deal-service");
        header(message, "ce_subject", row.key());
        header(message, "ce_time", row.time());
        header(message, "content-type", "application/json");
        return message;
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void forget(Connection transaction, int bucket, List<Row> rows) throws SQLException {
        try (var statement = transaction.prepareStatement(
                "DELETE FROM outbox_unpublished WHERE bucket = ? AND outbox_id = ANY (?)")) {
            statement.setInt(1, bucket);
            statement.setArray(
                    2,
                    transaction.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            statement.executeUpdate();
        }
    }

    private KafkaProducer<String, String> open() {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings);
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        wake();
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }
}
