package dealflow.forecast.target;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.forecast.ForecastCall;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.json.ContractJson;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** All calls that were ever made: each stays as it was said. */
@ApplicationScoped
public class Calls {

    private static final TypeReference<Call.Computed> COMPUTED = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, pipeline, measure, period, team, owner, commitment, best_case, reason, author, made_at, computed";

    /** Of this scope and no other. */
    private static final String OF_SCOPE =
            " FROM forecast_call WHERE pipeline = :pipeline AND measure = :measure AND team = :team AND owner = :owner ";

    private static final int MOST = 20_000;

    private final Jdbi database;
    private final Outbox outbox;

    Calls(Jdbi database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * Adds and tells a call.
     *
     * @param currency of its amounts
     * @param key null, or one that the author has not used in this pipeline; where it has, nothing is added
     */
    public void add(Call call, String currency, String key) {
        database.useTransaction(transaction -> {
            // One after the other, so that the version counts all that were made before.
            outbox.lock(transaction, call.pipeline());
            if (insert(transaction, call, key)) {
                var told = told(call, version(transaction, call));
                outbox.append(transaction, call.pipeline(), List.of(ForecastEvent.of(call.madeAt(), currency, told)));
            }
        });
    }

    private static boolean insert(Handle transaction, Call call, String key) {
        return transaction
                        .createUpdate(
                                """
                                INSERT INTO forecast_call (id, pipeline, measure, period, team, owner, commitment, best_case, reason, author,
                                  made_at, computed, idempotency_key)
                                VALUES (:id, :pipeline, :measure, :period, :team, :owner, :commitment, :bestCase, :reason, :author,
                                  :madeAt, :computed::jsonb, :key)
                                ON CONFLICT DO NOTHING
                                """)
                        .bindMap(of(call.pipeline(), call.measure(), call.scope()))
                        .bind("id", call.id())
                        .bind("period", call.period())
                        .bind("commitment", call.commit())
                        .bind("bestCase", call.bestCase())
                        .bind("reason", call.reason())
                        .bind("author", call.author())
                        .bind("madeAt", call.madeAt())
                        .bind("computed", new String(ContractJson.write(call.computed()), StandardCharsets.UTF_8))
                        .bind("key", key)
                        .execute()
                == 1;
    }

    /** How many calls this author has made about the same, with this one. */
    private static int version(Handle transaction, Call call) {
        return transaction
                .createQuery("SELECT count(*)" + OF_SCOPE + "AND period = :period AND author = :author")
                .bindMap(of(call.pipeline(), call.measure(), call.scope()))
                .bind("period", call.period())
                .bind("author", call.author())
                .mapTo(Integer.class)
                .one();
    }

    private static ForecastCall told(Call call, int version) {
        return new ForecastCall(
                call.id(),
                EventFigures.name(call.measure()),
                call.period(),
                call.team(),
                call.owner(),
                EventFigures.amount(call.commit()),
                EventFigures.amount(call.bestCase()),
                call.reason(),
                call.author(),
                call.madeAt(),
                version);
    }

    public Optional<Call> find(String pipeline, String author, String key) {
        return key == null
                ? Optional.empty()
                : query(
                                "SELECT " + COLUMNS
                                        + " FROM forecast_call WHERE pipeline = :pipeline AND author = :author AND idempotency_key = :key",
                                Map.of("pipeline", pipeline, "author", author, "key", key))
                        .stream()
                        .findFirst();
    }

    /**
     * Those of a scope, the latest first.
     *
     * @param period null for all
     * @param after null, or the id of the last one of the page before
     */
    public List<Call> list(String pipeline, Measure measure, Scope scope, String period, UUID after, int limit) {
        var values = of(pipeline, measure, scope);
        values.put("period", period);
        values.put("after", after);
        values.put("limit", limit);
        return query(
                "SELECT " + COLUMNS + OF_SCOPE
                        + """
                        AND (:period::text IS NULL OR period = :period::text)
                        AND (:after::uuid IS NULL OR (made_at, id) < (SELECT made_at, id FROM forecast_call WHERE id = :after::uuid))
                        ORDER BY made_at DESC, id DESC LIMIT :limit""",
                values);
    }

    /** The latest of each author about a scope, by period and author; none about several people or teams together. */
    public List<Call> latest(String pipeline, Measure measure, Scope scope) {
        return scope.isOfOne()
                ? query(
                        "SELECT DISTINCT ON (period, author) " + COLUMNS + OF_SCOPE
                                + "ORDER BY period, author, made_at DESC, id DESC",
                        of(pipeline, measure, scope))
                : List.of();
    }

    /** The latest of each period about a scope that was made by a moment, whoever made it; none about several people or teams together. */
    public List<Call> latest(String pipeline, Measure measure, Scope scope, Instant until) {
        if (!scope.isOfOne()) {
            return List.of();
        }
        var values = of(pipeline, measure, scope);
        values.put("until", EventFigures.time(until));
        return query(
                "SELECT DISTINCT ON (period) " + COLUMNS + OF_SCOPE
                        + "AND made_at <= :until ORDER BY period, made_at DESC, id DESC",
                values);
    }

    /** The latest about each scope in a period, whoever made it. */
    public List<Call> latest(String pipeline, Measure measure, String period) {
        return query(
                "SELECT DISTINCT ON (team, owner) " + COLUMNS
                        + """
                         FROM forecast_call WHERE pipeline = :pipeline AND measure = :measure AND period = :period
                        ORDER BY team, owner, made_at DESC, id DESC""",
                Map.of("pipeline", pipeline, "measure", name(measure), "period", period));
    }

    /** Those made since a day about anything, the oldest first; of very many the latest. */
    public List<Call> since(String pipeline, Measure measure, LocalDate since) {
        return query(
                "SELECT * FROM (SELECT " + COLUMNS
                        + """
                         FROM forecast_call WHERE pipeline = :pipeline AND measure = :measure AND made_at >= :since::date
                        ORDER BY made_at DESC, id DESC LIMIT :most) latest ORDER BY made_at, id""",
                Map.of("pipeline", pipeline, "measure", name(measure), "since", since, "most", MOST));
    }

    private List<Call> query(String sql, Map<String, ?> values) {
        return database.withHandle(handle ->
                handle.createQuery(sql).bindMap(values).map(Calls::read).list());
    }

    private static Call read(RowView row) {
        try {
            return new Call(
                    row.getColumn("id", UUID.class),
                    row.getColumn("pipeline", String.class),
                    Measure.valueOf(row.getColumn("measure", String.class).toUpperCase(Locale.ROOT)),
                    row.getColumn("period", String.class),
                    orNull(row.getColumn("team", String.class)),
                    orNull(row.getColumn("owner", String.class)),
                    row.getColumn("commitment", BigDecimal.class),
                    row.getColumn("best_case", BigDecimal.class),
                    row.getColumn("reason", String.class),
                    row.getColumn("author", String.class),
                    row.getColumn("made_at", Instant.class),
                    ContractJson.reader(COMPUTED).readValue(row.getColumn("computed", String.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String name(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> of(String pipeline, Measure measure, Scope scope) {
        var values = new HashMap<String, Object>();
        values.put("pipeline", pipeline);
        values.put("measure", name(measure));
        values.put("team", Objects.requireNonNullElse(scope.onlyTeam(), ""));
        values.put("owner", Objects.requireNonNullElse(scope.onlyOwner(), ""));
        return values;
    }
}
