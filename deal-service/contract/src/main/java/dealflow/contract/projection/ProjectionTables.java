package dealflow.contract.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How far the projection is: per deal, per partition, and what is parked ({@code db/projection}). */
public final class ProjectionTables {

    /** The space of the locks on partitions. */
    private static final int PARTITIONS = 0x70617274;

    private final Connection transaction;

    public ProjectionTables(Connection transaction) {
        this.transaction = transaction;
    }

    /** Keeps these tables from being retried in, or replaced, until the transaction ends. */
    void lockShared(Generation expected) throws SQLException {
        lock("SELECT pg_advisory_xact_lock_shared(?)", expected);
        var found = Generation.of(transaction);
        if (!found.equals(expected)) {
            throw new NewGenerationException(expected, found);
        }
    }

    /** Keeps all others from applying anything to these tables until the transaction ends. */
    public void lockAlone() throws SQLException {
        var expected = Generation.of(transaction);
        lock("SELECT pg_advisory_xact_lock(?)", expected);
        var found = Generation.of(transaction);
        if (!found.equals(expected)) {
            throw new NewGenerationException(expected, found);
        }
    }

    /**
     * Keeps a consumer that was paused, and lost its partitions without knowing, apart from the one that took them over:
     * whoever comes second reads how far the first has come.
     *
     * @param partitions in ascending order, so that two consumers never wait for each other
     */
    void lockPartitions(Collection<Integer> partitions) throws SQLException {
        try (var statement = transaction.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
            for (var partition : partitions) {
                statement.setInt(1, PARTITIONS);
                statement.setInt(2, partition);
                statement.execute();
            }
        }
    }

    private void lock(String sql, Generation generation) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setLong(1, generation.lock());
            statement.execute();
        }
    }

    /** The last sequence applied of each of these deals; a deal without one is absent. */
    Map<UUID, Long> sequences(Collection<UUID> deals) throws SQLException {
        var sequences = new HashMap<UUID, Long>();
        try (var statement =
                transaction.prepareStatement("SELECT deal_id, sequence FROM deal_position WHERE deal_id = ANY (?)")) {
            statement.setArray(1, transaction.createArrayOf("uuid", deals.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return sequences;
    }

    public void setSequences(Map<UUID, Long> sequences) throws SQLException {
        if (sequences.isEmpty()) {
            return;
        }
        var deals = new ArrayList<>(sequences.keySet());
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO deal_position (deal_id, sequence)
                SELECT * FROM unnest(?::uuid[], ?::bigint[])
                ON CONFLICT (deal_id) DO UPDATE SET sequence = excluded.sequence, applied_in = pg_current_xact_id()
                WHERE deal_position.sequence < excluded.sequence
                """)) {
            statement.setArray(1, transaction.createArrayOf("uuid", deals.toArray()));
            statement.setArray(
                    2,
                    transaction.createArrayOf(
                            "bigint", deals.stream().map(sequences::get).toArray()));
            statement.executeUpdate();
        }
    }

    Set<String> parkedDeals() throws SQLException {
        var deals = new HashSet<String>();
        try (var statement = transaction.prepareStatement("SELECT DISTINCT deal_id FROM parked_event");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                deals.add(rows.getString(1));
            }
        }
        return deals;
    }

    void park(Message message, String reason) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO parked_event (kafka_partition, kafka_offset, deal_id, type, sequence, value, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (kafka_partition, kafka_offset) DO NOTHING
                """)) {
            statement.setInt(1, message.partition());
            statement.setLong(2, message.offset());
            statement.setString(3, message.key());
            statement.setString(4, message.type());
            statement.setObject(
                    5, message.event() == null ? null : message.event().sequence());
            statement.setBytes(6, message.value() == null ? new byte[0] : message.value());
            statement.setString(7, reason);
            statement.executeUpdate();
        }
    }

    /** Forgets what is parked of a deal and cannot be read; returns how many messages that were. */
    int discardUnreadable(String deal) throws SQLException {
        var discarded = 0;
        for (var message : parked(deal)) {
            if (message.event() == null) {
                unpark(message);
                discarded++;
            }
        }
        return discarded;
    }

    /** What is parked of a deal, in the order of its sequence; what could not be read comes last. */
    List<Message> parked(String deal) throws SQLException {
        var messages = new ArrayList<Message>();
        try (var statement = transaction.prepareStatement(
                """
                SELECT kafka_partition, kafka_offset, type, value FROM parked_event
                WHERE deal_id = ? ORDER BY sequence NULLS LAST, kafka_offset
                """)) {
            statement.setString(1, deal);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    messages.add(
                            Message.of(deal, rows.getInt(1), rows.getLong(2), rows.getString(3), rows.getBytes(4)));
                }
            }
        }
        return messages;
    }

    void unpark(Message message) throws SQLException {
        try (var statement = transaction.prepareStatement(
                "DELETE FROM parked_event WHERE kafka_partition = ? AND kafka_offset = ?")) {
            statement.setInt(1, message.partition());
            statement.setLong(2, message.offset());
            statement.executeUpdate();
        }
    }

    /** Notes partitions that nothing has been read of yet. */
    void notePartitions(Collection<Integer> partitions) throws SQLException {
        try (var statement = transaction.prepareStatement(
                "INSERT INTO partition_freshness (kafka_partition) SELECT * FROM unnest(?::int[])"
                        + " ON CONFLICT (kafka_partition) DO NOTHING")) {
            statement.setArray(1, transaction.createArrayOf("int", partitions.toArray()));
            statement.executeUpdate();
        }
    }

    /** Notes up to when each partition is known, in the deal service's own time. */
    void setFreshness(Map<Integer, Instant> freshAsOf) throws SQLException {
        if (freshAsOf.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO partition_freshness (kafka_partition, fresh_as_of) VALUES (?, ?)
                ON CONFLICT (kafka_partition)
                DO UPDATE SET fresh_as_of = greatest(partition_freshness.fresh_as_of, excluded.fresh_as_of)
                """)) {
            for (var partition : freshAsOf.entrySet()) {
                statement.setInt(1, partition.getKey());
                statement.setObject(2, OffsetDateTime.ofInstant(partition.getValue(), ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
