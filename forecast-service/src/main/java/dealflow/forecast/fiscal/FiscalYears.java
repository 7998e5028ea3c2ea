package dealflow.forecast.fiscal;

import dealflow.forecast.calendar.FiscalCalendar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** What the company has said of its own year; names of periods that were kept are read by what it says now. */
@ApplicationScoped
public class FiscalYears {

    private final Jdbi database;

    FiscalYears(Jdbi database) {
        this.database = database;
    }

    /** @param changedBy null while nothing was said, like {@code changedAt} */
    public record Said(FiscalCalendar calendar, String changedBy, Instant changedAt) {}

    public FiscalCalendar current() {
        return said().calendar();
    }

    public Said said() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT first_month, pattern, year_name, changed_by, changed_at FROM fiscal_year")
                .map((row, context) -> new Said(
                        new FiscalCalendar(
                                row.getInt("first_month"),
                                FiscalCalendar.Pattern.valueOf(row.getString("pattern")),
                                FiscalCalendar.YearName.valueOf(row.getString("year_name"))),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .findOne()
                .orElse(new Said(FiscalCalendar.PLAIN, null, null)));
    }

    public void say(FiscalCalendar calendar, String by) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO fiscal_year (first_month, pattern, year_name, changed_by)
                        VALUES (:month, :pattern, :name, :by)
                        ON CONFLICT (one) DO UPDATE SET first_month = excluded.first_month, pattern = excluded.pattern,
                          year_name = excluded.year_name, changed_by = excluded.changed_by, changed_at = now()
                        """)
                .bind("month", calendar.firstMonth())
                .bind("pattern", calendar.pattern().name())
                .bind("name", calendar.yearName().name())
                .bind("by", by)
                .execute());
    }
}
