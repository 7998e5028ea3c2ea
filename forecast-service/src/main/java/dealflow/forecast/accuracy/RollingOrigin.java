package dealflow.forecast.accuracy;

import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Computations;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.Actuals;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Model;
import dealflow.forecast.past.PastForecasts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/** Asks the same question at the beginning of past periods, each time from what was known then, and waits for what came. */
final class RollingOrigin {

    static final int MINIMUM_WINS = 30;

    /** So long each origin waits for questions. */
    private static final Duration PASS = Duration.ofSeconds(10);

    /** Below it hardly anything is known of how orders are paid. */
    static final int MINIMUM_PAYMENTS = 10;

    private final TrainingData history;
    private final PastForecasts past;
    private final DayTotals wins = new DayTotals();
    private final Measure measure;
    private final Interval interval;
    private final int horizons;

    /** @param horizons how many periods each forecast looks ahead */
    RollingOrigin(TrainingData history, PastForecasts past, Measure measure, Interval interval, int horizons) {
        this.history = history;
        this.past = past;
        history.lives().stream().filter(DealHistory::won).forEach(deal -> wins.add(deal.wonDay(), 0));
        this.measure = measure;
        this.interval = interval;
        this.horizons = horizons;
    }

    /** The latest beginnings of periods from which at least one period has passed and enough was known, oldest first. */
    List<LocalDate> origins(int most) {
        var origins = new ArrayList<LocalDate>();
        var current = interval.startOf(LocalDate.ofEpochDay(history.today()));
        for (var back = 1; back <= most; back++) {
            var origin = interval.plus(current, -back);
            if (!enough((int) origin.toEpochDay())) {
                break;
            }
            origins.add(origin);
        }
        Collections.reverse(origins);
        return origins;
    }

    private static void letCallersPass() {
        try {
            Computations.letCallersPass(PASS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private boolean enough(int day) {
        return wins.between(Integer.MIN_VALUE, day).count() >= MINIMUM_WINS
                && (measure == Measure.BOOKINGS
                        || history.lives().stream()
                                        .flatMap(deal -> deal.paymentRecord().received().stream())
                                        .filter(payment -> payment.day() < day)
                                        .limit(MINIMUM_PAYMENTS)
                                        .count()
                                == MINIMUM_PAYMENTS);
    }

    /**
     * @param done is told how many origins are done
     * @throws CancellationException if the thread is interrupted
     */
    AccuracyReport run(List<LocalDate> origins, IntConsumer done) {
        var outcomes = new ArrayList<AccuracyReport.Outcome>();
        var actuals = Actuals.of(measure, history.lives());
        for (var i = 0; i < origins.size(); i++) {
            letCallersPass();
            var origin = origins.get(i);
            var model = Model.fit(history.asOf((int) origin.toEpochDay()), past);
            var periods = new Forecaster(model, InformationSet.all(model, measure))
                    .forecast(new Question(Scope.ALL, measure, interval, origin, horizons, null))
                    .periods();
            for (var ahead = 1; ahead <= periods.size(); ahead++) {
                var period = periods.get(ahead - 1);
                if (period.to().toEpochDay() <= history.today()) {
                    var known = actuals.between(
                            (int) period.from().toEpochDay(), (int) period.to().toEpochDay(), (int)
                                    origin.toEpochDay());
                    outcomes.add(
                            new AccuracyReport.Outcome(ahead, period.open(), period.total(), period.naive(), known));
                }
            }
            done.accept(i + 1);
        }
        return AccuracyReport.of(origins, outcomes, horizons);
    }
}
