package dealflow.contract.lifecycle;

import dealflow.contract.event.Topics;
import dealflow.contract.follow.Freshness;
import dealflow.contract.projection.Offsets;
import dealflow.contract.projection.ProjectionTables;
import dealflow.contract.projection.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** The schema that a rebuild fills, until it takes the place of the one that answers. */
final class ShadowSchema {

    private static final String OLD = "projection_old";
    private static final Duration RECENT = Duration.ofSeconds(5);
    private static final Set<String> LATER_TOPICS = Set.of(Topics.FIELDS, Topics.TEAMS, Topics.EXCHANGE_RATES);

    private final DataSource database;
    private final Migrations migrations;

    ShadowSchema(DataSource database, Migrations migrations) {
        this.database = database;
        this.migrations = migrations;
    }

    /** What was found when the swap was tried. */
    enum Swap {
        DONE,
        BEHIND,
        PARKED_FURTHER,
        OTHER_TABLES
    }

    /** Creates it empty, unless an earlier runner of the same rebuild has: then the work goes on from there. */
    void create(UUID rebuild) throws SQLException {
        if (rebuild.toString().equals(comment())) {
            return;
        }
        drop(OLD);
        drop(Migrations.NEXT);
        migrations.run(Migrations.NEXT);
        execute("COMMENT ON SCHEMA " + Migrations.NEXT + " IS '" + rebuild + "'");
    }

    private String comment() throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("SELECT obj_description(to_regnamespace(?), 'pg_namespace')")) {
            statement.setString(1, Migrations.NEXT);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Whether every partition has been read to its end, as far as one can know from time to time. */
    boolean caughtUp(Map<TopicPartition, Offsets> read) throws SQLException {
        var pipelines = read.entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(Topics.PIPELINES))
                .anyMatch(partition -> partition.getValue().lag() == 0);
        // A deal service of before has no such topics.
        var others = read.entrySet().stream()
                .filter(partition -> LATER_TOPICS.contains(partition.getKey().topic()))
                .allMatch(partition -> partition.getValue().lag() == 0);
        var fresh = new Transactions(database, Migrations.NEXT).call(Freshness::of);
        return pipelines
                && others
                && fresh.isPresent()
                && fresh.get().isAfter(Instant.now().minus(RECENT));
    }

    /**
     * Puts it in the place of the live one, unless it is behind. The live one waits meanwhile and answers; the one who
     * fills this one goes on until it is told to stop.
     *
     * @param stop ends the filling, its last batch included
     */
    Swap swap(UUID rebuild, Duration patience, Runnable stop) throws SQLException {
        return new Transactions(database, Migrations.LIVE).call(transaction -> {
            new ProjectionTables(transaction).lockAlone();
            for (var waited = Duration.ZERO; behind(transaction, false); waited = waited.plusMillis(100)) {
                if (waited.compareTo(patience) > 0) {
                    return behind(transaction, true) ? Swap.PARKED_FURTHER : Swap.BEHIND;
                }
                sleep(Duration.ofMillis(100));
            }
            if (differentTables(transaction)) {
                return Swap.OTHER_TABLES;
            }
            stop.run();
            if (Rebuilds.done(transaction, rebuild)) {
                try (var statement = transaction.createStatement()) {
                    statement.execute("ALTER SCHEMA " + Migrations.LIVE + " RENAME TO " + OLD);
                    statement.execute("ALTER SCHEMA " + Migrations.NEXT + " RENAME TO " + Migrations.LIVE);
                }
            }
            return Swap.DONE;
        });
    }

    /** Whether any deal has come further in the live tables. */
    private static boolean behind(Connection transaction, boolean parkedOnly) throws SQLException {
        try (var statement = transaction.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT EXISTS (
                            SELECT FROM %1$s.deal_position live
                            LEFT JOIN %2$s.deal_position next USING (deal_id)
                            WHERE live.sequence > coalesce(next.sequence, 0)
                            AND (NOT %3$s OR live.deal_id::text IN (SELECT deal_id FROM %2$s.parked_event)))
                        """
                                .formatted(Migrations.LIVE, Migrations.NEXT, parkedOnly))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The service was upgraded meanwhile: the live tables have had migrations that these have not. */
    private static boolean differentTables(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT EXISTS (SELECT version FROM %s.flyway_schema_history
                                       EXCEPT SELECT version FROM %s.flyway_schema_history)
                        """
                                .formatted(Migrations.LIVE, Migrations.NEXT))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Drops the tables that were replaced, as soon as nobody reads them any more. */
    void dropOld() throws SQLException {
        drop(OLD);
    }

    private void drop(String schema) throws SQLException {
        execute("SET LOCAL lock_timeout = '5s'", "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    private void execute(String... statements) throws SQLException {
        new Transactions(database, null).call(transaction -> {
            try (var statement = transaction.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a rebuild was swapped", e);
        }
    }
}
