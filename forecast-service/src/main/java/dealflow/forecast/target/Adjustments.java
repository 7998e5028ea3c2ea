package dealflow.forecast.target;

import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;

/** What managers think a forecast should be, with their reasons: beside the computed number, never over it. */
@ApplicationScoped
public class Adjustments {

    private final DataSource database;

    Adjustments(DataSource database) {
        this.database = database;
    }

    /**
     * One manager's view of a period.
     *
     * @param period its name, such as 2026-03
     * @param amount what it is thought to bring in all, in the pipeline's currency
     */
    public record Adjustment(String period, BigDecimal amount, String reason, String author, Instant madeAt) {}

    /** Those of a measure and scope, by period and author. */
    public List<Adjustment> of(String pipeline, Measure measure, Scope scope) {
        var found = new ArrayList<Adjustment>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT period, amount, reason, author, made_at FROM adjustment
                        WHERE pipeline = ? AND measure = ? AND team = ? AND owner = ? ORDER BY period, author
                        """)) {
            statement.setString(1, pipeline);
            statement.setString(2, name(measure));
            statement.setString(3, Objects.requireNonNullElse(scope.team(), ""));
            statement.setString(4, Objects.requireNonNullElse(scope.owner(), ""));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Adjustment(
                            rows.getString(1),
                            rows.getBigDecimal(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The adjustments could not be read", e);
        }
        return found;
    }

    /** Sets the author's own view; the same again changes nothing. */
    public void put(String pipeline, Measure measure, Scope scope, Adjustment view) {
        write(
                """
                INSERT INTO adjustment (pipeline, measure, period, team, owner, author, amount, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (pipeline, measure, period, team, owner, author)
                DO UPDATE SET amount = excluded.amount, reason = excluded.reason, made_at = now()
                WHERE (adjustment.amount, adjustment.reason) IS DISTINCT FROM (excluded.amount, excluded.reason)
                """,
                pipeline,
                measure,
                scope,
                view.period(),
                view.author(),
                view.amount(),
                view.reason());
    }

    /** Takes the author's own view back. */
    public void remove(String pipeline, Measure measure, Scope scope, String period, String author) {
        write(
                """
                DELETE FROM adjustment WHERE pipeline = ? AND measure = ? AND period = ? AND team = ? AND owner = ?
                  AND author = ?
                """,
                pipeline,
                measure,
                scope,
                period,
                author);
    }

    private void write(
            String sql, String pipeline, Measure measure, Scope scope, String period, String author, Object... more) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, pipeline);
            statement.setString(2, name(measure));
            statement.setString(3, period);
            statement.setString(4, Objects.requireNonNullElse(scope.team(), ""));
            statement.setString(5, Objects.requireNonNullElse(scope.owner(), ""));
            statement.setString(6, author);
            for (var i = 0; i < more.length; i++) {
                statement.setObject(7 + i, more[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The adjustment could not be written", e);
        }
    }

    private static String name(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }
}
