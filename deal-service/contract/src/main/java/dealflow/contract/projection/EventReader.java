package dealflow.contract.projection;

import dealflow.contract.event.Topics;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import dealflow.contract.pipeline.Pipeline;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some partitions of the contract's topics, those that Kafka gives it: a batch is one database transaction, and
 * its offsets are committed after it. While the database is away it waits and tries again.
 */
final class EventReader implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FRESHNESS_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final String group;
    private final Transactions transactions;
    private final Projection projection;
    private final BatchApplier applier;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile String problem = "nothing is read yet";
    private volatile boolean begun;
    private volatile long applied;
    private volatile long leftOut;
    private final Set<Integer> knownPartitions = new HashSet<>();
    private Instant freshnessNoted = Instant.EPOCH;
    private volatile Map<TopicPartition, Offsets> offsets = Map.of();

    EventReader(Map<String, Object> kafka, String group, Transactions transactions, Projection projection) {
        this.kafka = new HashMap<>(kafka);
        this.group = group;
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        this.kafka.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        this.kafka.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        this.kafka.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        this.kafka.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        // A killed consumer's partitions wait that long for another one.
        this.kafka.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        // When one comes or goes, the others learn of it, and pause, for as long as that.
        this.kafka.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
        this.transactions = transactions;
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
                } catch (NewGenerationException e) {
                    LOG.info("{}; reading goes on from where they are", e.getMessage());
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

    /** Why nothing is read at the moment; empty while events are read and applied. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** How many events it has applied since it was made; only its own thread counts. */
    long applied() {
        return applied;
    }

    /** Whether it has reached Kafka and the database, and was not closed since. */
    boolean begun() {
        return begun && closed.getCount() > 0;
    }

    /** How far its partitions were read when the broker was last asked. */
    Map<TopicPartition, Offsets> offsets() {
        return offsets;
    }

    private void consume() throws SQLException {
        var generation = transactions.call(Generation::of);
        kafka.put(ConsumerConfig.GROUP_ID_CONFIG, generation.group(group));
        knownPartitions.clear();
        try (var open = new KafkaConsumer<String, byte[]>(kafka)) {
            consumer = open;
            open.subscribe(List.of(Topics.PIPELINES, Topics.FIELDS, Topics.TEAMS, Topics.EXCHANGE_RATES, Topics.DEALS));
            while (!closing) {
                var records = open.poll(POLL);
                var freshAsOf = lastMessages(records);
                if (Instant.now().isAfter(freshnessNoted.plus(FRESHNESS_EVERY))) {
                    var kafkaProblem = addReadToTheEnd(open, freshAsOf);
                    // Also with nothing to write: whether the database is there, and the tables are the same ones.
                    project(generation, records, freshAsOf);
                    problem = kafkaProblem;
                    begun |= kafkaProblem == null;
                    freshnessNoted = Instant.now();
                } else if (!records.isEmpty()) {
                    project(generation, records, freshAsOf);
                }
                if (!records.isEmpty()) {
                    open.commitSync();
                }
            }
        } finally {
            consumer = null;
            offsets = Map.of();
        }
    }

    /**
     * Adds the partitions with nothing left to read, known up to now. The broker is asked: what the client remembers of
     * its lag would look just as good while the broker is away.
     *
     * @return why the broker could not be asked, else null
     */
    private String addReadToTheEnd(KafkaConsumer<String, byte[]> consumer, Map<Integer, Instant> freshAsOf)
            throws SQLException {
        var askedAt = Instant.now();
        try {
            notePartitions(consumer.partitionsFor(Topics.DEALS, ANSWER));
            var read = new HashMap<TopicPartition, Offsets>();
            // None where there are more readers than partitions: this one has nothing to do, and that is no problem.
            for (var end : consumer.endOffsets(consumer.assignment(), ANSWER).entrySet()) {
                var offsets = new Offsets(consumer.position(end.getKey(), ANSWER), end.getValue());
                read.put(end.getKey(), offsets);
                if (offsets.lag() == 0 && end.getKey().topic().equals(Topics.DEALS)) {
                    freshAsOf.put(end.getKey().partition(), askedAt);
                }
            }
            offsets = Map.copyOf(read);
            return null;
        } catch (TimeoutException e) {
            return "Kafka does not answer: " + e.getMessage();
        }
    }

    private void notePartitions(List<PartitionInfo> existing) throws SQLException {
        var partitions = existing.stream().map(PartitionInfo::partition).collect(Collectors.toSet());
        if (!knownPartitions.containsAll(partitions)) {
            transactions.call(transaction -> {
                new ProjectionTables(transaction).notePartitions(partitions);
                return null;
            });
            knownPartitions.addAll(partitions);
        }
    }

    private void project(
            Generation generation, ConsumerRecords<String, byte[]> records, Map<Integer, Instant> freshAsOf)
            throws SQLException {
        var messages = new ArrayList<Message>(records.count());
        records.records(Topics.DEALS).forEach(message -> messages.add(Message.of(message)));
        var traces = Traces.begin(records);
        try {
            applied += transactions.call(transaction -> {
                var tables = new ProjectionTables(transaction);
                tables.lockShared(generation);
                for (var topic : List.of(Topics.PIPELINES, Topics.FIELDS, Topics.TEAMS, Topics.EXCHANGE_RATES)) {
                    for (var definition : records.records(topic)) {
                        define(transaction, definition);
                    }
                }
                var count = applier.apply(transaction, messages);
                tables.setFreshness(freshAsOf);
                return count;
            });
            traces.end();
        } catch (SQLException | RuntimeException e) {
            traces.fail(e);
            throw e;
        }
    }

    /** One that cannot be read, or kept, is left out: the deals' events do not wait for it. */
    private void define(Connection transaction, ConsumerRecord<String, byte[]> definition) throws SQLException {
        if (definition.value() == null) {
            return;
        }
        var savepoint = transaction.setSavepoint();
        try {
            switch (definition.topic()) {
                case Topics.FIELDS -> projection.define(transaction, ContractJson.readField(definition.value()));
                case Topics.EXCHANGE_RATES ->
                    projection.define(transaction, ContractJson.readExchangeRate(definition.value()));
                case Topics.TEAMS -> projection.define(transaction, ContractJson.readTeam(definition.value()));
                default -> projection.define(transaction, complete(ContractJson.readPipeline(definition.value())));
            }
            transaction.releaseSavepoint(savepoint);
        } catch (SQLException | RuntimeException e) {
            if (Retryable.is(e)) {
                throw e;
            }
            transaction.rollback(savepoint);
            leftOut++;
            LOG.error(
                    "A definition at offset {} of {} is left out: {}",
                    definition.offset(),
                    definition.topic(),
                    e.toString());
        }
    }

    private static Pipeline complete(Pipeline pipeline) {
        if (pipeline.currency() == null || pipeline.timeZone() == null) {
            throw new UnreadableEventException("currency and timeZone are required", null);
        }
        return pipeline;
    }

    /** How many definitions it has left out since it was made. */
    long leftOut() {
        return leftOut;
    }

    /** A partition is known up to its last message. */
    private static Map<Integer, Instant> lastMessages(ConsumerRecords<String, byte[]> records) {
        var freshAsOf = new HashMap<Integer, Instant>();
        for (var message : records.records(Topics.DEALS)) {
            freshAsOf.put(message.partition(), Instant.ofEpochMilli(message.timestamp()));
        }
        return freshAsOf;
    }

    /** Asks it to end, and does not wait. */
    void wakeup() {
        closing = true;
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    /** Ends the current batch, leaves the group, and returns when it is done. */
    @Override
    public void close() {
        wakeup();
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
