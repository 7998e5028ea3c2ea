package dealflow.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/** Asks the same question at the beginning of past periods, each time from what was known then, and waits for what came. */
final class RollingOrigin {

    private static final int MINIMUM_WINS = 30;

    private final Fits fits;
    private final Interval interval;
    private final int horizons;

    /** @param horizons how many periods each forecast looks ahead */
    RollingOrigin(Fits fits, Interval interval, int horizons) {
        this.fits = fits;
        this.interval = interval;
        this.horizons = horizons;
    }

    /** The latest beginnings of periods from which at least one period has passed and enough was known, oldest first. */
    List<LocalDate> origins(int most) {
        var origins = new ArrayList<LocalDate>();
        var current = interval.startOf(LocalDate.ofEpochDay(fits.history().today()));
        for (var back = 1; back <= most; back++) {
            var origin = interval.plus(current, -back);
            if (fits.wins((int) origin.toEpochDay()) < MINIMUM_WINS) {
                break;
            }
            origins.add(origin);
        }
        Collections.reverse(origins);
        return origins;
    }

    /**
     * @param done is told how many origins are done
     * @throws CancellationException if the thread is interrupted
     */
    TrackRecord run(List<LocalDate> origins, IntConsumer done) {
        var outcomes = new ArrayList<TrackRecord.Outcome>();
        var history = fits.history();
        var came = Came.bookings(history.lives(), fits.asOf(history.today()).amounts());
        for (var i = 0; i < origins.size(); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            var origin = origins.get(i);
            var model = Model.fit(fits, (int) origin.toEpochDay());
            var periods = new Forecaster(model, Scope.ALL)
                    .forecast(interval, origin, horizons)
                    .periods();
            for (var ahead = 1; ahead <= periods.size(); ahead++) {
                var period = periods.get(ahead - 1);
                if (period.to().toEpochDay() <= history.today()) {
                    var known = came.between(
                            (int) period.from().toEpochDay(), (int) period.to().toEpochDay(), (int)
                                    origin.toEpochDay());
                    outcomes.add(new TrackRecord.Outcome(ahead, period.open(), period.total(), period.naive(), known));
                }
            }
            done.accept(i + 1);
        }
        return TrackRecord.of(origins, outcomes, horizons);
    }
}
