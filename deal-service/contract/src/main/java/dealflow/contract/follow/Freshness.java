package dealflow.contract.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Up to when a projection knows everything that was published to Kafka. */
public final class Freshness {

    private Freshness() {}

    /** The least fresh partition's time; empty until every partition has been read once. */
    public static Optional<Instant> of(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return of(connection);
        }
    }

    /** The same within a transaction. */
    public static Optional<Instant> of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                        "SELECT min(fresh_as_of) FROM partition_freshness HAVING bool_and(fresh_as_of IS NOT NULL)");
                var rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }
}
