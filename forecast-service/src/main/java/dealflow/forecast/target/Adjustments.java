package dealflow.forecast.target;

import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What managers think a forecast should be, with their reasons: beside the computed number, never over it. */
@ApplicationScoped
public class Adjustments {

    private final Jdbi database;

    Adjustments(Jdbi database) {
        this.database = database;
    }

    /**
     * One manager's view of a period.
     *
     * @param period its name, such as 2026-03
     * @param amount what it is thought to bring in all, in the pipeline's currency
     */
    public record Adjustment(String period, BigDecimal amount, String reason, String author, Instant madeAt) {}

    /** Those of a measure and scope, by period and author; none of several people or teams together. */
    public List<Adjustment> of(String pipeline, Measure measure, Scope scope) {
        if (!scope.isOfOne()) {
            return List.of();
        }
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT period, amount, reason, author, made_at FROM adjustment
                        WHERE pipeline = :pipeline AND measure = :measure AND team = :team AND owner = :owner
                        ORDER BY period, author
                        """)
                .bindMap(of(measure, scope))
                .bind("pipeline", pipeline)
                .map(ConstructorMapper.of(Adjustment.class))
                .list());
    }

    /** Sets the author's own view; the same again changes nothing. */
    public void put(String pipeline, Measure measure, Scope scope, Adjustment view) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO adjustment (pipeline, measure, period, team, owner, author, amount, reason)
                        VALUES (:pipeline, :measure, :period, :team, :owner, :author, :amount, :reason)
                        ON CONFLICT (pipeline, measure, period, team, owner, author)
                        DO UPDATE SET amount = excluded.amount, reason = excluded.reason, made_at = now()
                        WHERE (adjustment.amount, adjustment.reason) IS DISTINCT FROM (excluded.amount, excluded.reason)
                        """)
                .bindMap(of(measure, scope))
                .bind("pipeline", pipeline)
                .bind("period", view.period())
                .bind("author", view.author())
                .bind("amount", view.amount())
                .bind("reason", view.reason())
                .execute());
    }

    /** Takes the author's own view back. */
    public void remove(String pipeline, Measure measure, Scope scope, String period, String author) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        DELETE FROM adjustment WHERE pipeline = :pipeline AND measure = :measure AND period = :period
                          AND team = :team AND owner = :owner AND author = :author
                        """)
                .bindMap(of(measure, scope))
                .bind("pipeline", pipeline)
                .bind("period", period)
                .bind("author", author)
                .execute());
    }

    private static Map<String, String> of(Measure measure, Scope scope) {
        return Map.of(
                "measure", measure.name().toLowerCase(Locale.ROOT),
                "team", Objects.requireNonNullElse(scope.onlyTeam(), ""),
                "owner", Objects.requireNonNullElse(scope.onlyOwner(), ""));
    }
}
