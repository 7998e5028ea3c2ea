package dealflow.contract.projection;

import dealflow.contract.ContractJson;
import dealflow.contract.Topics;
import dealflow.contract.UnreadableEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the contract's topics into a {@link Projection} with exactly-once effect: a batch is one database transaction,
 * and its offsets are committed after it. While the database is away it waits and tries again.
 */
public final class DealEventConsumer implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DealEventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FRESHNESS_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final DataSource database;
    private final Projection projection;
    private final BatchApplier applier;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile String problem = "nothing is read yet";
    private final Set<Integer> knownPartitions = new HashSet<>();
    private Instant freshnessNoted = Instant.EPOCH;

    /**
     * @param kafka settings of the Kafka client, at least {@code bootstrap.servers}
     * @param group the consumer group; a new one starts from the first event
     * @param database where the projection and the tables of {@code db/projection} are
     */
    public DealEventConsumer(Map<String, Object> kafka, String group, DataSource database, Projection projection) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        this.kafka.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        this.kafka.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        this.kafka.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        this.kafka.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        // A killed consumer's partitions wait that long for another one.
        this.kafka.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        this.database = database;
        this.projection = projection;
        this.applier = new BatchApplier(projection);
    }

    /** Consumes until {@link #close()}; a failure closes the Kafka client and starts again after a pause. */
    @Override
    public void run() {
        var pause = Duration.ofMillis(200);
        try {
            while (!closing) {
                var began = Instant.now();
                try {
                    consume();
                } catch (WakeupException e) {
                    LOG.debug("Woken to close");
                } catch (Exception | Error e) {
                    // An error too: a reader that ends without a word would leave the answers to grow old.
                    problem = e.toString();
                    if (Duration.between(began, Instant.now()).compareTo(LONGEST_PAUSE) > 0) {
                        pause = Duration.ofMillis(200);
                    }
                    LOG.warn("Consuming stopped, goes on in {}: {}", pause, e.toString());
                    sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } finally {
            problem = "closed";
            closed.countDown();
        }
    }

    /** Why nothing is read at the moment, for a readiness check; empty while events are read and applied. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void consume() throws SQLException {
        try (var open = new KafkaConsumer<String, byte[]>(kafka)) {
            consumer = open;
            open.subscribe(List.of(Topics.PIPELINES, Topics.DEALS));
            while (!closing) {
                var records = open.poll(POLL);
                var freshAsOf = lastMessages(records);
                if (Instant.now().isAfter(freshnessNoted.plus(FRESHNESS_EVERY))) {
                    freshAsOf.putAll(readToTheEnd(open));
                    freshnessNoted = Instant.now();
                }
                if (!records.isEmpty() || !freshAsOf.isEmpty()) {
                    project(records, freshAsOf);
                    problem = null;
                }
                if (!records.isEmpty()) {
                    open.commitSync();
                }
            }
        } finally {
            consumer = null;
        }
    }

    /**
     * The partitions with nothing left to read, known up to now. The broker is asked: what the client remembers of its
     * lag would look just as good while the broker is away.
     */
    private Map<Integer, Instant> readToTheEnd(KafkaConsumer<String, byte[]> consumer) throws SQLException {
        var askedAt = Instant.now();
        var assigned = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(Topics.DEALS))
                .toList();
        try {
            notePartitions(consumer.partitionsFor(Topics.DEALS, ANSWER));
            if (assigned.isEmpty()) {
                // More replicas than partitions: this one has nothing to read, and answers all the same.
                problem = null;
                return Map.of();
            }
            return consumer.endOffsets(assigned, ANSWER).entrySet().stream()
                    .filter(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue())
                    .collect(Collectors.toMap(end -> end.getKey().partition(), end -> askedAt));
        } catch (TimeoutException e) {
            problem = "Kafka does not answer: " + e.getMessage();
            return Map.of();
        }
    }

    private void notePartitions(List<PartitionInfo> existing) throws SQLException {
        var partitions = existing.stream().map(PartitionInfo::partition).collect(Collectors.toSet());
        if (!knownPartitions.containsAll(partitions)) {
            try (var connection = database.getConnection()) {
                new ProjectionTables(connection).notePartitions(partitions);
            }
            knownPartitions.addAll(partitions);
        }
    }

    private void project(ConsumerRecords<String, byte[]> records, Map<Integer, Instant> freshAsOf) throws SQLException {
        var messages = new ArrayList<Message>(records.count());
        records.records(Topics.DEALS).forEach(message -> messages.add(Message.of(message)));
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                for (var definition : records.records(Topics.PIPELINES)) {
                    define(transaction, definition);
                }
                applier.apply(transaction, messages);
                new ProjectionTables(transaction).setFreshness(freshAsOf);
                transaction.commit();
            } catch (SQLException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }

    private void define(Connection transaction, ConsumerRecord<String, byte[]> definition) throws SQLException {
        try {
            if (definition.value() != null) {
                projection.define(transaction, ContractJson.readPipeline(definition.value()));
            }
        } catch (UnreadableEventException e) {
            LOG.error("A pipeline's definition at offset {} is left out: {}", definition.offset(), e.getMessage());
        }
    }

    /** A partition is known up to its last message. */
    private static Map<Integer, Instant> lastMessages(ConsumerRecords<String, byte[]> records) {
        var freshAsOf = new HashMap<Integer, Instant>();
        for (var message : records.records(Topics.DEALS)) {
            freshAsOf.put(message.partition(), Instant.ofEpochMilli(message.timestamp()));
        }
        return freshAsOf;
    }

    /** Ends the current batch, leaves the group, and returns when it is done. */
    @Override
    public void close() {
        closing = true;
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            if (!closed.await(20, TimeUnit.SECONDS)) {
                LOG.warn("The consumer did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
