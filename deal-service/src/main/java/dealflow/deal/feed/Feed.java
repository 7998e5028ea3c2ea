package dealflow.deal.feed;

import dealflow.deal.outbox.CloudEvent;
import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import javax.sql.DataSource;

/**
 * All events in one order that never changes behind a reader: each deal's in the order of its versions, and none ever
 * comes to stand before one that could be read. It needs nothing but the database, so it goes on while Kafka is away.
 */
@ApplicationScoped
public class Feed {

    private static final int LOCK = 0x66656564;

    /** How many events a filter looks at for one page, so that a rare one costs no more than a common one. */
    private static final int LOOKED_AT = 5000;

    @Inject
    DataSource database;

    @Inject
    Sights sights;

    /**
     * Gives every event that was committed since the last time its place; returns the last place. What one statement sees
     * is a consistent whole: whoever wrote a deal's version 6 had waited for the end of version 5's transaction, so a snapshot
     * that shows 6 shows 5, and the outbox's ids put 5 first.
     */
    long advance() {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (lock(connection)) {
                    place(connection);
                }
                var last = last(connection);
                connection.commit();
                return last;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The feed could not be advanced", e);
        }
    }

    /** One replica at a time; the next statement's snapshot is then younger than the last one's end. */
    private static boolean lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setInt(1, LOCK);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void place(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT place_events()")) {
            statement.execute();
        }
    }

    /** The place of the last event; 0 if there is none. */
    public long last() {
        try (var connection = database.getConnection()) {
            return last(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The feed could not be read", e);
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT coalesce(max(position), 0) FROM feed");
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The first events behind a place that a filter lets through and the caller may see, if there are any. */
    public FeedPage read(long after, EventFilter filter, int limit) {
        var sight = sights.current();
        var all = sight instanceof Sight.Everything;
        var lookedAt = all && filter.isAll() ? limit : LOOKED_AT;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        WITH looked_at AS MATERIALIZED (
                            SELECT * FROM feed WHERE position > ? ORDER BY position LIMIT ?),
                        wanted AS (
                            SELECT position, outbox_id FROM looked_at
                            WHERE (?::text[] IS NULL OR looked_at.type = ANY (?))
                            AND (?::text[] IS NULL OR pipeline = ANY (?))
                            AND (?::text IS NULL OR ? = ANY (owners))
                            AND (?::text IS NULL OR ? = ANY (teams))
                            ORDER BY position LIMIT ?),
                        -- Whose a deal is now decides who sees what happened to it (the policies say the same to the database).
                        seen AS (
                            SELECT position, aggregateid, version, outbox.type, occurred_at, payload
                            FROM wanted JOIN outbox ON outbox.id = outbox_id
                            WHERE ? OR aggregatetype = 'pipelines' OR EXISTS (SELECT FROM deal
                                WHERE deal.id = CASE aggregatetype WHEN 'deals' THEN aggregateid::uuid END
                                AND (owner = ? OR team = ANY (?)))
                            ORDER BY position LIMIT ?)
                        SELECT size, last, seen.*
                        FROM (SELECT count(*), coalesce(max(position), 0) FROM looked_at) AS looked (size, last)
                        LEFT JOIN seen ON true ORDER BY position
                        """)) {
            statement.setLong(1, after);
            statement.setInt(2, lookedAt);
            bind(statement, 3, filter);
            statement.setInt(11, all ? limit : lookedAt);
            bind(statement, 12, sight);
            statement.setInt(15, limit);
            try (var rows = statement.executeQuery()) {
                return page(rows, after, lookedAt, limit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The feed could not be read", e);
        }
    }

    private static void bind(PreparedStatement statement, int first, EventFilter filter) throws SQLException {
        var types = texts(statement, filter.types());
        var pipelines = texts(statement, filter.pipelines());
        statement.setArray(first, types);
        statement.setArray(first + 1, types);
        statement.setArray(first + 2, pipelines);
        statement.setArray(first + 3, pipelines);
        statement.setString(first + 4, filter.owner());
        statement.setString(first + 5, filter.owner());
        statement.setString(first + 6, filter.team());
        statement.setString(first + 7, filter.team());
    }

    private static void bind(PreparedStatement statement, int first, Sight sight) throws SQLException {
        var some = sight instanceof Sight.Some found ? found : null;
        statement.setBoolean(first, sight instanceof Sight.Everything);
        statement.setString(first + 1, some == null ? null : some.owner());
        statement.setArray(first + 2, some == null ? null : texts(statement, some.teams()));
    }

    private static Array texts(PreparedStatement statement, Collection<String> texts) throws SQLException {
        return texts.isEmpty() ? null : statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static FeedPage page(ResultSet rows, long after, int lookedAt, int limit) throws SQLException {
        var events = new ArrayList<FeedPage.Placed>();
        var size = 0;
        var last = 0L;
        while (rows.next()) {
            size = rows.getInt("size");
            last = rows.getLong("last");
            if (rows.getObject("position") != null) {
                events.add(new FeedPage.Placed(
                        rows.getLong("position"),
                        CloudEvent.of(
                                rows.getString("aggregateid"),
                                rows.getLong("version"),
                                rows.getString("type"),
                                rows.getObject("occurred_at", OffsetDateTime.class)
                                        .toInstant(),
                                rows.getString("payload"))));
            }
        }
        if (events.size() == limit) {
            return new FeedPage(events, events.get(limit - 1).position(), true);
        }
        return new FeedPage(events, Math.max(after, last), size == lookedAt);
    }
}
