package dealflow.forecast.history;

import dealflow.contract.projection.UnreadableDeals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Reads all deals at once, by ranges of their ids on as many connections as there are processors, which all see the same state. */
final class FullLoad {

    private static final int MOST = 4;

    private final DataSource database;
    private final Dictionaries dictionaries;
    private final HistoryLoader.Receiver receiver;
    private final UnreadableDeals unreadable;

    FullLoad(
            DataSource database,
            Dictionaries dictionaries,
            HistoryLoader.Receiver receiver,
            UnreadableDeals unreadable) {
        this.database = database;
        this.dictionaries = dictionaries;
        this.unreadable = unreadable;
        this.receiver = (pipeline, track) -> {
            synchronized (this) {
                receiver.accept(pipeline, track);
            }
        };
    }

    /** @param connection in a transaction that is repeatable */
    void run(Connection connection) throws SQLException {
        var bounds = bounds(connection);
        if (bounds.isEmpty()) {
            new HistoryLoader(dictionaries, receiver, unreadable).range(connection, null, null);
            return;
        }
        var snapshot = text(connection, "SELECT pg_export_snapshot()");
        var readers = Executors.newFixedThreadPool(bounds.size());
        try {
            var parts = new ArrayList<Callable<Void>>();
            for (var i = 0; i < bounds.size(); i++) {
                var from = bounds.get(i);
                var to = i + 1 < bounds.size() ? bounds.get(i + 1) : null;
                parts.add(() -> {
                    read(snapshot, from, to);
                    return null;
                });
            }
            // The first range is read here, where the state is held that the others look at.
            var others = parts.stream().map(readers::submit).toList();
            new HistoryLoader(dictionaries, receiver, unreadable).range(connection, null, bounds.get(0));
            for (var other : others) {
                other.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw problem;
            }
            throw new IllegalStateException("Not all deals could be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while all deals were read", e);
        } finally {
            readers.shutdownNow();
        }
    }

    private void read(String snapshot, UUID from, UUID to) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            }
            try {
                new HistoryLoader(dictionaries, receiver, unreadable).range(connection, from, to);
            } finally {
                connection.rollback();
            }
        }
    }

    /** Where ranges of about as many rows begin, but for the first; none where there are few rows. */
    private static List<UUID> bounds(Connection connection) throws SQLException {
        var parts = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        var sample = new ArrayList<UUID>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT deal_id FROM deal_state TABLESAMPLE SYSTEM (0.1) REPEATABLE (1) ORDER BY deal_id")) {
            while (rows.next()) {
                sample.add(rows.getObject(1, UUID.class));
            }
        }
        var bounds = new ArrayList<UUID>();
        for (var i = 1; i < parts && sample.size() >= 100; i++) {
            bounds.add(sample.get(i * sample.size() / parts));
        }
        return bounds;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
