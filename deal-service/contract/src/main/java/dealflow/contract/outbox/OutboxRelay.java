package dealflow.contract.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a service's tables {@code outbox} and {@code outbox_unpublished} to Kafka, each key's events in order and at least once.
 * Any number of replicas may run it: a bucket is published by the one that holds its advisory lock, and stops at the first send that
 * fails.
 */
public final class OutboxRelay implements AutoCloseable {

    /** Buckets are hashes of the key, {@code hashtext(aggregateid) & 15}, so that all events of one are in one. */
    public static final int BUCKETS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int LOCK_SPACE = 0x6f757462;
    private static final int ROWS_OF_A_BUCKET = 250;
    private static final long POLL_MILLIS = 250;
    /** After a round that left nothing behind, so that many writers make larger rounds and not more of them. */
    private static final long REST_MILLIS = 10;

    private static final long PAUSE_MILLIS = 1000;

    private final DataSource database;
    private final PublishedTopics topics;
    private final String source;
    private final SentRows sentRows;
    private final Set<Long> told = new HashSet<>();
    private final AtomicLong refused = new AtomicLong();
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile boolean closing;
    private KafkaProducer<String, String> producer;

    /** @param source the CloudEvents attribute of all events */
    public OutboxRelay(DataSource database, PublishedTopics topics, String source, SentRows sentRows) {
        this.database = database;
        this.topics = topics;
        this.source = source;
        this.sentRows = sentRows;
    }

    public void start() {
        thread.start();
    }

    /** Says that there is something to publish, in this process; what other replicas left behind is found by polling. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** How many events Kafka has refused for ever. */
    public long refused() {
        return refused.get();
    }

    private void run() {
        while (!closing) {
            try {
                topics.ensure();
                if (producer == null) {
                    producer = open();
                }
                if (publish() < ROWS_OF_A_BUCKET) {
                    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                    work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warn("Events wait to be published: {}", e.toString());
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

    /** Publishes what there is in the buckets that no other replica holds; returns how many events that were. */
    private int publish() throws SQLException, InterruptedException {
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                var rows = unpublished(transaction, lockBuckets(transaction));
                var sends = new OrderedSends(rows, row -> producer.send(row.message(source)), producer::flush);
                var sent = sends.send();
                tell(sends.refused());
                forget(transaction, sent);
                transaction.commit();
                sends.throwFailure();
                return sent.size();
            } catch (SQLException | InterruptedException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }

    private void tell(Collection<OutboxRow> rows) {
        for (var row : rows) {
            if (told.add(row.id())) {
                refused.incrementAndGet();
                LOG.error("Kafka will not take event {} of {}, which waits with it", row.version(), row.key());
            }
        }
    }

    private static Array lockBuckets(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                SELECT array_agg(bucket) FROM generate_series(0, ?) bucket WHERE pg_try_advisory_xact_lock(?, bucket)
                """)) {
            statement.setInt(1, BUCKETS - 1);
            statement.setInt(2, LOCK_SPACE);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getArray(1);
            }
        }
    }

    private List<OutboxRow> unpublished(Connection transaction, Array buckets) throws SQLException {
        if (buckets == null) {
            return List.of();
        }
        var rows = new ArrayList<OutboxRow>();
        try (var statement = transaction.prepareStatement(
                """
                SELECT bucket, id, aggregatetype, aggregateid, version, type, payload, occurred_at, traceparent
                FROM unnest(?::int[]) AS locked (bucket)
                CROSS JOIN LATERAL (
                    SELECT outbox_id FROM outbox_unpublished
                    WHERE outbox_unpublished.bucket = locked.bucket ORDER BY outbox_id LIMIT ?) AS oldest
                JOIN outbox ON id = outbox_id ORDER BY id
                """)) {
            statement.setArray(1, buckets);
            statement.setInt(2, ROWS_OF_A_BUCKET);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(OutboxRow.of(found, topics.names()));
                }
            }
        }
        return rows;
    }

    private void forget(Connection transaction, List<OutboxRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(sentRows.statement())) {
            statement.setArray(
                    1,
                    transaction.createArrayOf(
                            "int", rows.stream().map(OutboxRow::bucket).toArray()));
            statement.setArray(
                    2,
                    transaction.createArrayOf(
                            "bigint", rows.stream().map(OutboxRow::id).toArray()));
            statement.executeUpdate();
        }
    }

    private KafkaProducer<String, String> open() {
        var settings = new HashMap<>(topics.kafka());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The one codec that every Kafka client has without another library, quick enough at its first level.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        settings.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1);
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

    /** Ends after the round that is under way. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        wake();
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }
}
