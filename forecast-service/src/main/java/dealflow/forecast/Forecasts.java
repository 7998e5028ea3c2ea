package dealflow.forecast;

import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;

/** Answers questions about the future of a pipeline. */
@ApplicationScoped
public class Forecasts {

    private final Histories histories;

    Forecasts(Histories histories) {
        this.histories = histories;
    }

    /**
     * Bookings for {@code periods} periods.
     *
     * @param from a day in the first period; null for the period of {@code asOf}
     */
    public Forecast bookings(
            Pipeline pipeline, Scope scope, Interval interval, LocalDate from, int periods, Instant asOf) {
        var first = from == null ? LocalDate.ofInstant(asOf, pipeline.timeZone()) : from;
        var today = (int) LocalDate.ofInstant(asOf, pipeline.timeZone()).toEpochDay();
        var history = new History(
                histories.lives(pipeline, asOf), pipeline.funnelStages().size(), today);
        return new Forecaster(Model.fit(history), scope).forecast(interval, interval.startOf(first), periods);
    }
}
