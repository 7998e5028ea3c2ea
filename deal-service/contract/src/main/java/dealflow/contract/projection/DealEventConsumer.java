package dealflow.contract.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the contract's topics into a {@link Projection} with exactly-once effect: a batch is one database transaction,
 * and its offsets are committed after it. While the database is away it waits and tries again. Several threads share
 * the partitions, and so do all consumers of the same group, in whichever process.
 */
public final class DealEventConsumer implements AutoCloseable {

    private final List<EventReader> readers;

    /**
     * @param kafka settings of the Kafka client, at least {@code bootstrap.servers}
     * @param group how the consumer group's name begins; tables that start empty have one of their own, and start from
     *     the first event
     * @param database where the projection and the tables of {@code db/projection} are
     * @param threads how many read and apply side by side
     */
    public DealEventConsumer(
            Map<String, Object> kafka, String group, DataSource database, Projection projection, int threads) {
        this(kafka, group, new Transactions(database, null), projection, threads);
    }

    /** @param transactions on tables that are perhaps not those that answer */
    public DealEventConsumer(
            Map<String, Object> kafka, String group, Transactions transactions, Projection projection, int threads) {
        readers = IntStream.range(0, threads)
                .mapToObj(any -> new EventReader(kafka, group, transactions, projection))
                .toList();
    }

    public void start() {
        for (var i = 0; i < readers.size(); i++) {
            new Thread(readers.get(i), "deal-events-" + i).start();
        }
    }

    /**
     * Whether it has reached Kafka and the database, for a readiness check: while one of them is away later, what was
     * read is still answered.
     */
    public boolean begun() {
        return readers.stream().allMatch(EventReader::begun);
    }

    /** Why not everything is read at the moment; empty while events are read and applied. */
    public Optional<String> problem() {
        return readers.stream().flatMap(reader -> reader.problem().stream()).findFirst();
    }

    /** How many pipelines' definitions it has left out since it was made. */
    public long leftOut() {
        return readers.stream().mapToLong(EventReader::leftOut).sum();
    }

    /** How many events it has applied since it was made. */
    public long applied() {
        return readers.stream().mapToLong(EventReader::applied).sum();
    }

    /** How far the partitions are read that this consumer has at the moment. */
    public Map<TopicPartition, Offsets> offsets() {
        var offsets = new HashMap<TopicPartition, Offsets>();
        readers.forEach(reader -> offsets.putAll(reader.offsets()));
        return offsets;
    }

    /** Ends the current batches, leaves the group, and returns when it is done. */
    @Override
    public void close() {
        readers.forEach(EventReader::wakeup);
        readers.forEach(EventReader::close);
    }
}
