package dealflow.contract.lifecycle;

import dealflow.contract.projection.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The jobs that rebuild the projection: to order and to watch. Any replica may do the work ({@link Rebuilder}). */
public final class Rebuilds {

    private final Transactions transactions;

    public Rebuilds(DataSource database) {
        transactions = new Transactions(database, null);
    }

    /**
     * Orders a rebuild; empty if another one is running.
     *
     * @param key who orders again with the same key gets the same rebuild; null for none
     */
    public Optional<Rebuild> order(String by, String key) throws SQLException {
        var id = key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((by + '\n' + key).getBytes(StandardCharsets.UTF_8));
        var earlier = find(id);
        if (earlier.isPresent()) {
            return earlier;
        }
        var ordered = transactions.call(transaction -> {
            try (var statement = transaction.prepareStatement(
                    """
                    INSERT INTO rebuild (id, requested_by) VALUES (?, ?)
                    ON CONFLICT (status) WHERE status = 'RUNNING' DO NOTHING
                    """)) {
                statement.setObject(1, id);
                statement.setString(2, by);
                return statement.executeUpdate() == 1;
            }
        });
        return ordered ? find(id) : Optional.empty();
    }

    public Optional<Rebuild> find(UUID id) throws SQLException {
        return query("WHERE id = ?", statement -> statement.setObject(1, id)).stream()
                .findFirst();
    }

    public Optional<Rebuild> running() throws SQLException {
        return query("WHERE status = 'RUNNING'", statement -> {}).stream().findFirst();
    }

    /** The latest ones, the newest first. */
    public List<Rebuild> latest(int limit) throws SQLException {
        return query("ORDER BY requested_at DESC LIMIT ?", statement -> statement.setInt(1, limit));
    }

    void progress(UUID id, long processed, long total) throws SQLException {
        transactions.call(transaction -> {
            try (var statement =
                    transaction.prepareStatement("UPDATE rebuild SET processed = ?, total = ? WHERE id = ?")) {
                statement.setLong(1, processed);
                statement.setLong(2, total);
                statement.setObject(3, id);
                return statement.executeUpdate();
            }
        });
    }

    void failed(UUID id, String problem) throws SQLException {
        transactions.call(transaction -> end(transaction, id, Rebuild.Status.FAILED, problem));
    }

    /** In the transaction of the swap; false if the job has ended already. */
    static boolean done(Connection transaction, UUID id) throws SQLException {
        return end(transaction, id, Rebuild.Status.DONE, null);
    }

    private static boolean end(Connection transaction, UUID id, Rebuild.Status status, String problem)
            throws SQLException {
        // One that is done has read all that there was when Kafka was last asked, whenever its progress was last
        // written.
        try (var statement = transaction.prepareStatement(
                """
                UPDATE rebuild SET status = ?, problem = ?, finished_at = now(),
                  processed = CASE ? WHEN 'DONE' THEN greatest(processed, total) ELSE processed END
                WHERE id = ? AND status = 'RUNNING'
                """)) {
            statement.setString(1, status.name());
            statement.setString(2, problem);
            statement.setString(3, status.name());
            statement.setObject(4, id);
            return statement.executeUpdate() == 1;
        }
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private List<Rebuild> query(String which, Binding binding) throws SQLException {
        return transactions.call(transaction -> {
            var rebuilds = new ArrayList<Rebuild>();
            try (var statement = transaction.prepareStatement(
                    "SELECT id, requested_by, requested_at, status, processed, total, problem, finished_at"
                            + " FROM rebuild " + which)) {
                binding.to(statement);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        rebuilds.add(rebuild(row));
                    }
                }
            }
            return rebuilds;
        });
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        var finishedAt = row.getObject(8, OffsetDateTime.class);
        return new Rebuild(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                Rebuild.Status.valueOf(row.getString(4)),
                row.getLong(5),
                row.getObject(6, Long.class),
                row.getString(7),
                finishedAt == null ? null : finishedAt.toInstant());
    }
}
