package dealflow.edge.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads the audit. */
@ApplicationScoped
class Audit {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Inject
    DataSource database;

    /**
     * Entries, the latest first.
     *
     * @param path with everything below it
     * @param before only entries with a lower id; null for the first page
     */
    List<AuditEntry> entries(String actor, String path, Instant from, Instant to, Long before, int limit) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT * FROM audit
                        WHERE (?::text IS NULL OR actor = ?)
                        AND (?::text IS NULL OR path = ? OR starts_with(path, ? || '/'))
                        AND (?::timestamptz IS NULL OR at >= ?) AND (?::timestamptz IS NULL OR at < ?)
                        AND (?::bigint IS NULL OR id < ?)
                        ORDER BY id DESC LIMIT ?
                        """)) {
            var place = 1;
            for (var value :
                    new Object[] {actor, actor, path, path, path, time(from), time(from), time(to), time(to)}) {
                statement.setObject(place++, value);
            }
            statement.setObject(place++, before);
            statement.setObject(place++, before);
            statement.setInt(place, limit);
            var entries = new ArrayList<AuditEntry>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("The audit could not be read", e);
        }
    }

    /** An instant that PostgreSQL knows: Java's reach further, and nothing was done beyond these. */
    private static Object time(Instant instant) {
        if (instant == null) {
            return null;
        }
        var known = instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LATEST) ? LATEST : instant;
        return known.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("method"),
                row.getString("path"),
                row.getString("query"),
                row.getInt("status"),
                row.getString("address"),
                row.getString("override"),
                row.getString("correlation_id"));
    }
}
