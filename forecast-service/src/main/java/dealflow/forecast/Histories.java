package dealflow.forecast;

import dealflow.contract.ContractJson;
import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads what was known as of a moment, and nothing later. */
@ApplicationScoped
public class Histories {

    private static final int FETCH = 5000;

    private final DataSource database;

    Histories(DataSource database) {
        this.database = database;
    }

    public List<String> pipelines() {
        return query("SELECT key FROM pipeline ORDER BY key", statement -> {}, rows -> rows.getString(1));
    }

    public Optional<Pipeline> pipeline(String key) {
        return query(
                        "SELECT definition FROM pipeline WHERE key = ?",
                        statement -> statement.setString(1, key),
                        rows -> ContractJson.readPipeline(rows.getBytes(1)))
                .stream()
                .findFirst();
    }

    /** Up to when all partitions are applied; empty before the first was read. */
    public Optional<Instant> freshAsOf() {
        return query(
                        "SELECT min(fresh_as_of) FROM partition_freshness HAVING count(*) > 0",
                        statement -> {},
                        rows -> rows.getObject(1, OffsetDateTime.class).toInstant())
                .stream()
                .findFirst();
    }

    /** The deals that have been in the funnel or won, by their events up to and including {@code asOf}. */
    List<Life> lives(Pipeline pipeline, Instant asOf) {
        var lives = new ArrayList<Life>();
        var reading = new LifeReader(pipeline, lives::add);
        query(
                """
                SELECT deal_id, occurred_at, stage, status, owner, team, product, source, region, amount, expected_on
                FROM deal_state WHERE pipeline = ? AND occurred_at <= ? ORDER BY deal_id, sequence
                """,
                statement -> {
                    statement.setString(1, pipeline.key());
                    statement.setObject(2, asOf.atOffset(ZoneOffset.UTC));
                },
                rows -> {
                    reading.state(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows);
                    return null;
                });
        reading.end();
        return lives;
    }

    interface Binding {
        void to(java.sql.PreparedStatement statement) throws SQLException;
    }

    interface Row<T> {
        T read(java.sql.ResultSet rows) throws SQLException;
    }

    private <T> List<T> query(String sql, Binding binding, Row<T> row) {
        var result = new ArrayList<T>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                binding.to(statement);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var value = row.read(rows);
                        if (value != null) {
                            result.add(value);
                        }
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The history could not be read", e);
        }
        return result;
    }
}
