package dealflow.forecast.snapshot;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.json.ContractJson;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.attainment.JudgedTarget;
import dealflow.forecast.attainment.TargetChances;
import dealflow.forecast.attainment.TargetsAtRisk;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.outbox.Outbox;
import dealflow.forecast.target.TargetTrees;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The forecasts as they were given: one a day, and those that somebody has asked to keep. */
@ApplicationScoped
public class Snapshots {

    private static final TypeReference<List<Snapshot.Line>> LINES = new TypeReference<>() {};
    private static final String SELECT =
            "SELECT id, pipeline, as_of, fresh_as_of, daily, taken_by, taken_at, note, lines FROM snapshot ";

    private final Jdbi database;
    private final Forecasts forecasts;
    private final TargetTrees targets;
    private final TargetChances targetChances;
    private final TargetsAtRisk targetsAtRisk;
    private final Outbox outbox;

    Snapshots(
            Jdbi database,
            Forecasts forecasts,
            TargetTrees targets,
            TargetChances targetChances,
            TargetsAtRisk targetsAtRisk,
            Outbox outbox) {
        this.database = database;
        this.forecasts = forecasts;
        this.targets = targets;
        this.targetChances = targetChances;
        this.targetsAtRisk = targetsAtRisk;
        this.outbox = outbox;
    }

    /**
     * Keeps the forecast of what is known now.
     *
     * @param key the same one again gives the same snapshot; null for a new one each time
     */
    public Snapshot take(InformationSet known, String by, String note, String key) {
        var id = UUID.randomUUID();
        var pipeline = known.pipeline().key();
        var first = find(pipeline, by, key);
        if (first.isPresent()) {
            return first.get();
        }
        keep(id, known, null, by, note, key, List.of());
        return find(pipeline, id).or(() -> find(pipeline, by, key)).orElseThrow();
    }

    /**
     * Keeps the forecast of the day that it is in the pipeline's time zone, unless another replica has, and tells which targets have come to be
     * at risk or no longer are.
     */
    public void takeDaily(InformationSet known) {
        var day = LocalDate.ofInstant(known.asOf(), known.pipeline().timeZone());
        var taken = query(
                "WHERE pipeline = :pipeline AND daily = :day",
                Map.of("pipeline", known.pipeline().key(), "day", day));
        if (taken.isEmpty()) {
            keep(UUID.randomUUID(), known, day, "dealflow", null, null, targetChances.of(known));
        }
    }

    public Optional<Snapshot> find(String pipeline, UUID id) {
        return query("WHERE pipeline = :pipeline AND id = :id", Map.of("pipeline", pipeline, "id", id)).stream()
                .findFirst();
    }

    private Optional<Snapshot> find(String pipeline, String by, String key) {
        return key == null
                ? Optional.empty()
                : query(
                                "WHERE pipeline = :pipeline AND taken_by = :by AND idempotency_key = :key",
                                Map.of("pipeline", pipeline, "by", by, "key", key))
                        .stream()
                        .findFirst();
    }

    /** The latest first. */
    public List<Snapshot> list(String pipeline, Snapshot after, int limit) {
        return after == null
                ? query(
                        "WHERE pipeline = :pipeline ORDER BY as_of DESC, id DESC LIMIT :limit",
                        Map.of("pipeline", pipeline, "limit", limit))
                : query(
                        "WHERE pipeline = :pipeline AND (as_of, id) < (:asOf, :id) ORDER BY as_of DESC, id DESC LIMIT :limit",
                        Map.of("pipeline", pipeline, "asOf", after.asOf(), "id", after.id(), "limit", limit));
    }

    /** Those of every day since one, the oldest first. */
    public List<Snapshot> daily(String pipeline, LocalDate since) {
        return query(
                "WHERE pipeline = :pipeline AND daily >= :since ORDER BY daily",
                Map.of("pipeline", pipeline, "since", since));
    }

    /** Where it is another one's already, nothing is kept or told. */
    private void keep(
            UUID id,
            InformationSet known,
            LocalDate daily,
            String by,
            String note,
            String key,
            List<JudgedTarget> judged) {
        var pipeline = known.pipeline();
        var lines = Snapshot.lines(forecasts, known);
        var aims = targets.of(known);
        database.useTransaction(transaction -> {
            if (insert(transaction, id, known, daily, by, note, key, lines)) {
                var at = EventFigures.time(Instant.now());
                var events = new ArrayList<ForecastEvent>();
                events.add(SnapshotTaken.event(id, known, daily, lines, aims, at));
                if (daily != null) {
                    events.addAll(
                            targetsAtRisk.crossings(transaction, pipeline.key(), pipeline.currency(), at, judged));
                }
                outbox.append(transaction, pipeline.key(), events);
            }
        });
    }

    private static boolean insert(
            Handle transaction,
            UUID id,
            InformationSet known,
            LocalDate daily,
            String by,
            String note,
            String key,
            List<Snapshot.Line> lines) {
        return transaction
                        .createUpdate(
                                """
                                INSERT INTO snapshot (id, pipeline, as_of, fresh_as_of, daily, taken_by, note, idempotency_key, lines)
                                VALUES (:id, :pipeline, :asOf, :freshAsOf, :daily, :by, :note, :key, :lines::jsonb)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", id)
                        .bind("pipeline", known.pipeline().key())
                        .bind("asOf", EventFigures.time(known.asOf()))
                        .bind("freshAsOf", EventFigures.time(known.freshAsOf()))
                        .bind("daily", daily)
                        .bind("by", by)
                        .bind("note", note)
                        .bind("key", key)
                        .bind("lines", new String(ContractJson.write(lines), StandardCharsets.UTF_8))
                        .execute()
                == 1;
    }

    private List<Snapshot> query(String where, Map<String, ?> values) {
        return database.withHandle(handle -> handle.createQuery(SELECT + where)
                .bindMap(values)
                .map(Snapshots::read)
                .list());
    }

    private static Snapshot read(RowView row) {
        try {
            return new Snapshot(
                    row.getColumn("id", UUID.class),
                    row.getColumn("pipeline", String.class),
                    row.getColumn("as_of", Instant.class),
                    row.getColumn("fresh_as_of", Instant.class),
                    row.getColumn("daily", LocalDate.class),
                    row.getColumn("taken_by", String.class),
                    row.getColumn("taken_at", Instant.class),
                    row.getColumn("note", String.class),
                    ContractJson.reader(LINES).readValue(row.getColumn("lines", String.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
