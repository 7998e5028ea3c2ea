package dealflow.forecast;

import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;

/** Answers questions about the future of a pipeline. */
@ApplicationScoped
public class Forecasts {

    private final Models models;

    Forecasts(Models models) {
        this.models = models;
    }

    /** What was known of a pipeline at a moment: the ground of any answer. */
    public Knowledge known(Pipeline pipeline, Instant asOf) {
        return models.of(pipeline, asOf);
    }

    /**
     * Bookings for {@code periods} periods.
     *
     * @param from a day in the first period; null for the period of the moment that is known
     */
    public Forecast bookings(Knowledge known, Scope scope, Interval interval, LocalDate from, int periods) {
        var first = from == null ? known.today() : from;
        return new Forecaster(known.model(), scope).forecast(interval, interval.startOf(first), periods);
    }
}
