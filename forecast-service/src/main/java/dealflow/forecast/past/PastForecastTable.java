package dealflow.forecast.past;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Past forecasts as every replica sees them. */
@ApplicationScoped
class PastForecastTable {

    /** Grows when days are worked out otherwise, so that those of before are made anew. */
    private static final int METHOD = 1;

    private final DataSource database;

    PastForecastTable(DataSource database) {
        this.database = database;
    }

    List<ForecastLedger.Kept> read(String pipeline, List<Integer> days) {
        var found = new ArrayList<ForecastLedger.Kept>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT day, basis, wins, content FROM public.past_forecast
                        WHERE pipeline = ? AND method = ? AND day = ANY (?)
                        """)) {
            statement.setString(1, pipeline);
            statement.setInt(2, METHOD);
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "date", days.stream().map(LocalDate::ofEpochDay).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var day = (int) rows.getObject(1, LocalDate.class).toEpochDay();
                    found.add(new ForecastLedger.Kept(
                            rows.getLong(2), PastForecast.read(day, rows.getInt(3), rows.getBytes(4))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Past forecasts could not be read", e);
        }
        return found;
    }

    /** In the place of one that was made from another history; one of the same history stays as it is, whoever made it. */
    void write(String pipeline, ForecastLedger.Kept kept) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        INSERT INTO public.past_forecast (pipeline, day, method, basis, wins, content)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (pipeline, day) DO UPDATE SET method = excluded.method, basis = excluded.basis,
                          wins = excluded.wins, content = excluded.content, made_at = now()
                        WHERE (past_forecast.method, past_forecast.basis) <> (excluded.method, excluded.basis)
                        """)) {
            statement.setString(1, pipeline);
            statement.setObject(2, LocalDate.ofEpochDay(kept.forecast().day()));
            statement.setInt(3, METHOD);
            statement.setLong(4, kept.basis());
            statement.setInt(5, kept.forecast().wins());
            statement.setBytes(6, kept.forecast().bytes());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A past forecast could not be written", e);
        }
    }
}
