package dealflow.forecast.snapshot;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.ContractJson;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.model.InformationSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The forecasts as they were given: one a day, and those that somebody has asked to keep. */
@ApplicationScoped
public class Snapshots {

    private static final TypeReference<List<Snapshot.Line>> LINES = new TypeReference<>() {};
    private static final String COLUMNS =
            "SELECT id, pipeline, as_of, fresh_as_of, daily, taken_by, taken_at, note, lines FROM snapshot WHERE ";

    private final DataSource database;
    private final Forecasts forecasts;

    Snapshots(DataSource database, Forecasts forecasts) {
        this.database = database;
        this.forecasts = forecasts;
    }

    /**
     * Keeps the forecast of what is known now.
     *
     * @param key the same one again gives the same snapshot; null for a new one each time
     */
    public Snapshot take(InformationSet known, String by, String note, String key) {
        var id = UUID.randomUUID();
        if (key != null) {
            var first = find(
                    "pipeline = ? AND taken_by = ? AND idempotency_key = ?",
                    known.pipeline().key(),
                    by,
                    key);
            if (first.isPresent()) {
                return first.get();
            }
        }
        keep(id, known, null, by, note, key);
        return find(
                        "id = ? OR pipeline = ? AND taken_by = ? AND idempotency_key = ?",
                        id,
                        known.pipeline().key(),
                        by,
                        key)
                .orElseThrow();
    }

    /** Keeps the day's forecast, unless another replica has. */
    public void takeDaily(InformationSet known) {
        if (find("pipeline = ? AND daily = ?", known.pipeline().key(), known.today())
                .isEmpty()) {
            keep(UUID.randomUUID(), known, known.today(), "dealflow", null, null);
        }
    }

    public Optional<Snapshot> find(String pipeline, UUID id) {
        return find("pipeline = ? AND id = ?", pipeline, id);
    }

    /** The latest first. */
    public List<Snapshot> list(String pipeline, Snapshot after, int limit) {
        return after == null
                ? query("pipeline = ? ORDER BY as_of DESC, id DESC LIMIT ?", pipeline, limit)
                : query(
                        "pipeline = ? AND (as_of, id) < (?, ?) ORDER BY as_of DESC, id DESC LIMIT ?",
                        pipeline,
                        after.asOf().atOffset(ZoneOffset.UTC),
                        after.id(),
                        limit);
    }

    /** Those of every day since one, the oldest first. */
    public List<Snapshot> daily(String pipeline, LocalDate since) {
        return query("pipeline = ? AND daily >= ? ORDER BY daily", pipeline, since);
    }

    private void keep(UUID id, InformationSet known, LocalDate daily, String by, String note, String key) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        INSERT INTO snapshot (id, pipeline, as_of, fresh_as_of, daily, taken_by, note, idempotency_key, lines)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING
                        """)) {
            bind(
                    statement,
                    id,
                    known.pipeline().key(),
                    known.asOf().atOffset(ZoneOffset.UTC),
                    known.freshAsOf() == null ? null : known.freshAsOf().atOffset(ZoneOffset.UTC),
                    daily,
                    by,
                    note,
                    key,
                    new String(ContractJson.write(Snapshot.lines(forecasts, known)), StandardCharsets.UTF_8));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The snapshot could not be written", e);
        }
    }

    private Optional<Snapshot> find(String where, Object... values) {
        return query(where, values).stream().findFirst();
    }

    private List<Snapshot> query(String where, Object... values) {
        var found = new ArrayList<Snapshot>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(COLUMNS + where)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The snapshots could not be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static Snapshot read(ResultSet row) throws SQLException, IOException {
        return new Snapshot(
                row.getObject(1, UUID.class),
                row.getString(2),
                instant(row, 3),
                instant(row, 4),
                row.getObject(5, LocalDate.class),
                row.getString(6),
                instant(row, 7),
                row.getString(8),
                ContractJson.reader(LINES).readValue(row.getString(9)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
