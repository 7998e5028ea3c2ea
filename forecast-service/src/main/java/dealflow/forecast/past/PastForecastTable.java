package dealflow.forecast.past;

import dealflow.forecast.estimate.Estimates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** Past forecasts as every replica sees them. */
@ApplicationScoped
class PastForecastTable {

    /** Grows when days are worked out otherwise. */
    private static final int WAY = 2;

    /** Rows that were worked out otherwise, or for other candidates, are made anew. */
    private static final int METHOD = 31 * WAY + Estimates.CANDIDATES.toString().hashCode();

    private final Jdbi database;

    PastForecastTable(Jdbi database) {
        this.database = database;
    }

    List<ForecastLedger.Kept> read(String pipeline, List<Integer> days) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT day, basis, wins, content FROM public.past_forecast
                        WHERE pipeline = :pipeline AND method = :method AND day = ANY (:days)
                        """)
                .bind("pipeline", pipeline)
                .bind("method", METHOD)
                .bind("days", days.stream().map(LocalDate::ofEpochDay).toArray(LocalDate[]::new))
                .map(PastForecastTable::kept)
                .list());
    }

    private static ForecastLedger.Kept kept(RowView row) {
        var day = (int) row.getColumn("day", LocalDate.class).toEpochDay();
        return new ForecastLedger.Kept(
                row.getColumn("basis", Long.class),
                PastForecast.read(day, row.getColumn("wins", Integer.class), row.getColumn("content", byte[].class)));
    }

    /** In the place of one that was made from another history; one of the same history stays as it is, whoever made it. */
    void write(String pipeline, ForecastLedger.Kept kept) {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO public.past_forecast (pipeline, day, method, basis, wins, content)
                        VALUES (:pipeline, :day, :method, :basis, :wins, :content)
                        ON CONFLICT (pipeline, day) DO UPDATE SET method = excluded.method, basis = excluded.basis,
                          wins = excluded.wins, content = excluded.content, made_at = now()
                        WHERE (past_forecast.method, past_forecast.basis) <> (excluded.method, excluded.basis)
                        """)
                .bind("pipeline", pipeline)
                .bind("day", LocalDate.ofEpochDay(kept.forecast().day()))
                .bind("method", METHOD)
                .bind("basis", kept.basis())
                .bind("wins", kept.forecast().wins())
                .bind("content", kept.forecast().bytes())
                .execute());
    }
}
