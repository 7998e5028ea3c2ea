package dealflow.forecast.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.measure.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** Backtests as every replica sees them. */
@ApplicationScoped
class BacktestTable {

    /** A job whose replica has not been heard of for ten minutes has failed. */
    private static final String SELECT =
            """
            SELECT id, pipeline, measure, unit, horizons, requested_by, requested_at,
              CASE WHEN status = 'RUNNING' AND touched_at < now() - interval '10 minutes' THEN 'FAILED' ELSE status END AS status,
              processed, total, finished_at, record,
              CASE WHEN status = 'RUNNING' THEN 'the replica that ran it is gone' ELSE problem END AS problem
            FROM public.backtest
            """;

    private final Jdbi database;
    private final ObjectMapper json;

    BacktestTable(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param key the same one again from the same caller is the same job; may be null */
    Optional<UUID> insert(
            String pipeline, Measure measure, CalendarInterval interval, int horizons, String caller, String key) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        INSERT INTO public.backtest
                          (id, pipeline, measure, unit, horizons, requested_by, requested_at, idempotency_key, status, touched_at)
                        VALUES (gen_random_uuid(), :pipeline, :measure, :unit, :horizons, :caller, now(), :key, 'RUNNING', now())
                        ON CONFLICT (requested_by, idempotency_key) DO NOTHING RETURNING id
                        """)
                .bind("pipeline", pipeline)
                .bind("measure", measure.name())
                .bind("unit", interval.name())
                .bind("horizons", horizons)
                .bind("caller", caller)
                .bind("key", key)
                .mapTo(UUID.class)
                .findOne());
    }

    Optional<BacktestJob> byKey(String caller, String key) {
        return key == null
                ? Optional.empty()
                : find("WHERE requested_by = :caller AND idempotency_key = :key", Map.of("caller", caller, "key", key));
    }

    Optional<BacktestJob> find(String pipeline, UUID id) {
        return find("WHERE pipeline = :pipeline AND id = :id", Map.of("pipeline", pipeline, "id", id));
    }

    /** The latest that is done. */
    Optional<BacktestJob> latest(String pipeline, Measure measure, CalendarInterval interval) {
        return find(
                """
                WHERE pipeline = :pipeline AND measure = :measure AND unit = :unit AND status = 'DONE'
                ORDER BY requested_at DESC LIMIT 1
                """,
                Map.of("pipeline", pipeline, "measure", measure.name(), "unit", interval.name()));
    }

    /** One that is under way. */
    Optional<BacktestJob> running(String pipeline, Measure measure, CalendarInterval interval) {
        return find(
                """
                WHERE pipeline = :pipeline AND measure = :measure AND unit = :unit AND status = 'RUNNING'
                  AND touched_at >= now() - interval '10 minutes'
                ORDER BY requested_at DESC LIMIT 1
                """,
                Map.of("pipeline", pipeline, "measure", measure.name(), "unit", interval.name()));
    }

    private Optional<BacktestJob> find(String where, Map<String, ?> values) {
        return database.withHandle(handle -> handle.createQuery(SELECT + where)
                .bindMap(values)
                .map(this::job)
                .findFirst());
    }

    void progress(UUID id, int processed, int total) {
        update(
                "UPDATE public.backtest SET processed = :processed, total = :total, touched_at = now() WHERE id = :id",
                Map.of("processed", processed, "total", total, "id", id));
    }

    /** @param telling is done in the same transaction */
    void done(UUID id, AccuracyReport found, Consumer<Handle> telling) {
        database.useTransaction(transaction -> {
            update(
                    "UPDATE public.backtest SET status = 'DONE', record = :record::jsonb, finished_at = now() WHERE id = :id",
                    Map.of("record", write(found), "id", id));
            telling.accept(transaction);
        });
    }

    void failed(UUID id, String problem) {
        update(
                "UPDATE public.backtest SET status = 'FAILED', problem = :problem, finished_at = now() WHERE id = :id",
                Map.of("problem", problem, "id", id));
    }

    private void update(String sql, Map<String, ?> values) {
        database.useHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
    }

    private BacktestJob job(RowView row) {
        var record = row.getColumn("record", String.class);
        var status = BacktestJob.Status.valueOf(row.getColumn("status", String.class));
        return new BacktestJob(
                row.getColumn("id", UUID.class),
                row.getColumn("pipeline", String.class),
                Measure.valueOf(row.getColumn("measure", String.class)),
                CalendarInterval.valueOf(row.getColumn("unit", String.class)),
                row.getColumn("horizons", Integer.class),
                row.getColumn("requested_by", String.class),
                row.getColumn("requested_at", Instant.class),
                status,
                row.getColumn("processed", Integer.class),
                row.getColumn("total", Integer.class),
                status == BacktestJob.Status.FAILED ? row.getColumn("problem", String.class) : null,
                row.getColumn("finished_at", Instant.class),
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
}
