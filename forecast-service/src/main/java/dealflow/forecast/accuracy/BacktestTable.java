package dealflow.forecast.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.measure.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Backtests as every replica sees them. */
@ApplicationScoped
class BacktestTable {

    /** A job whose replica has not been heard of for ten minutes has failed. */
    private static final String COLUMNS =
            """
            SELECT id, pipeline, measure, unit, horizons, requested_by, requested_at,
              CASE WHEN status = 'RUNNING' AND touched_at < now() - interval '10 minutes' THEN 'FAILED' ELSE status END AS status,
              processed, total, finished_at, record,
              CASE WHEN status = 'RUNNING' THEN 'the replica that ran it is gone' ELSE problem END AS problem
            FROM public.backtest
            """;

    private final DataSource database;
    private final ObjectMapper json;

    BacktestTable(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param key the same one again from the same caller is the same job; may be null */
    Optional<UUID> insert(
            String pipeline, Measure measure, Interval interval, int horizons, String caller, String key) {
        return query(
                """
                INSERT INTO public.backtest
                  (id, pipeline, measure, unit, horizons, requested_by, requested_at, idempotency_key, status, touched_at)
                VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, now(), ?, 'RUNNING', now())
                ON CONFLICT (requested_by, idempotency_key) DO NOTHING RETURNING id
                """,
                row -> row.getObject(1, UUID.class),
                pipeline,
                measure.name(),
                interval.name(),
                horizons,
                caller,
                key);
    }

    Optional<BacktestJob> byKey(String caller, String key) {
        return query(COLUMNS + "WHERE requested_by = ? AND idempotency_key = ?", this::job, caller, key);
    }

    Optional<BacktestJob> find(String pipeline, UUID id) {
        return query(COLUMNS + "WHERE pipeline = ? AND id = ?", this::job, pipeline, id);
    }

    /** The latest that is done. */
    Optional<BacktestJob> latest(String pipeline, Measure measure, Interval interval) {
        return query(
                COLUMNS
                        + """
                        WHERE pipeline = ? AND measure = ? AND unit = ? AND status = 'DONE' ORDER BY requested_at DESC LIMIT 1
                        """,
                this::job,
                pipeline,
                measure.name(),
                interval.name());
    }

    /** One that is under way. */
    Optional<BacktestJob> running(String pipeline, Measure measure, Interval interval) {
        return query(
                COLUMNS
                        + """
                        WHERE pipeline = ? AND measure = ? AND unit = ? AND status = 'RUNNING' AND touched_at >= now() - interval '10 minutes'
                        ORDER BY requested_at DESC LIMIT 1
                        """,
                this::job,
                pipeline,
                measure.name(),
                interval.name());
    }

    void progress(UUID id, int processed, int total) {
        query(
                "UPDATE public.backtest SET processed = ?, total = ?, touched_at = now() WHERE id = ? RETURNING id",
                row -> id,
                processed,
                total,
                id);
    }

    void done(UUID id, AccuracyReport found) {
        query(
                """
                UPDATE public.backtest SET status = 'DONE', record = ?::jsonb, finished_at = now() WHERE id = ? RETURNING id
                """,
                row -> id,
                write(found),
                id);
    }

    void failed(UUID id, String problem) {
        query(
                """
                UPDATE public.backtest SET status = 'FAILED', problem = ?, finished_at = now() WHERE id = ? RETURNING id
                """,
                row -> id,
                problem,
                id);
    }

    private BacktestJob job(ResultSet row) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        var record = row.getString("record");
        var status = BacktestJob.Status.valueOf(row.getString("status"));
        return new BacktestJob(
                row.getObject("id", UUID.class),
                row.getString("pipeline"),
                Measure.valueOf(row.getString("measure")),
                Interval.valueOf(row.getString("unit")),
                row.getInt("horizons"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                status,
                row.getInt("processed"),
                row.getObject("total", Integer.class),
                status == BacktestJob.Status.FAILED ? row.getString("problem") : null,
                finished == null ? null : finished.toInstant(),
                record == null ? null : read(record));
    }

    private AccuracyReport read(String record) {
        try {
            return json.readValue(record, AccuracyReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored backtest cannot be read", e);
        }
    }

    private String write(AccuracyReport record) {
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> query(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The backtests could not be read or written", e);
        }
    }
}
