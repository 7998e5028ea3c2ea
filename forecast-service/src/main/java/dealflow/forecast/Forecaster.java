package dealflow.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Forecasts by period from a fitted model; a pure function of its arguments. */
final class Forecaster {

    private static final int MINIMUM_WINS = 30;
    private static final long SEED = 20260101;

    private final Model model;
    private final Measured measured;
    private final int today;

    Forecaster(Model model, Measured measured) {
        this.model = model;
        this.measured = measured;
        this.today = model.history().today();
    }

    /** Of the bookings of a scope. */
    Forecaster(Model model, Scope scope) {
        this(model, Booked.of(model, life -> scope.includes(life.labels())));
    }

    Forecast forecast(Interval interval, LocalDate from, int periods) {
        return forecast(new Question(null, Measure.BOOKINGS, interval, from, periods, null));
    }

    /** What the question asks of the deals that were given; its scope is not looked at. */
    Forecast forecast(Question question) {
        var windows = new ArrayList<Window>();
        for (var i = 0; i < question.periods(); i++) {
            windows.add(window(question.start(i), question.start(i + 1)));
        }
        for (var i = 0; i < question.periods(); i++) {
            windows.add(window(question.from(), question.start(i + 1)));
        }
        var calibration = model.calibration(question.measure(), windows);
        var result = new ArrayList<Forecast.Period>();
        var cumulative = new ArrayList<Forecast.Period>();
        for (var i = 0; i < question.periods(); i++) {
            var start = question.start(i);
            var next = question.start(i + 1);
            var name = question.interval().name(start);
            var naive = measured.naive(question.interval(), start, next);
            result.add(period(calibration, name, start, next, naive));
            cumulative.add(period(calibration, name, question.from(), next, null));
        }
        return new Forecast(
                result,
                cumulative,
                measured.openDeals(),
                measured.openAmount(),
                model.history().wins(),
                calibration.isCalibrated(),
                calibration.cases(),
                calibration.cases() == 0 ? null : calibration.covered(),
                warnings());
    }

    private Window window(LocalDate from, LocalDate to) {
        return Window.of((int) from.toEpochDay() - today, (int) to.toEpochDay() - today);
    }

    private List<String> warnings() {
        var warnings = new ArrayList<>(measured.warnings());
        var wins = model.history().wins();
        if (wins < MINIMUM_WINS) {
            warnings.add(
                    "not enough history: %d deals won, %d wanted; the numbers are rough".formatted(wins, MINIMUM_WINS));
        }
        return warnings;
    }

    private Forecast.Period period(
            Calibration calibration, String name, LocalDate from, LocalDate to, Forecast.Naive naive) {
        var window = window(from, to);
        return new Forecast.Period(
                name,
                from,
                to,
                measured.closed((int) from.toEpochDay(), (int) to.toEpochDay()),
                Outlook.of(measured, window, calibration.of(window), SEED),
                naive);
    }
}
