package dealflow.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Bookings by period from a fitted model; a pure function of its arguments. */
final class Forecaster {

    private static final int MINIMUM_WINS = 30;
    private static final long SEED = 20260101;

    private final Model model;
    private final Predicate<Life> wanted;
    private final int today;

    Forecaster(Model model, Scope scope) {
        this.model = model;
        this.today = model.history().today();
        this.wanted = life -> scope.includes(life.labels());
    }

    Forecast forecast(Interval interval, LocalDate from, int periods) {
        var windows = new ArrayList<Window>();
        for (var i = 0; i < periods; i++) {
            windows.add(window(interval.plus(from, i), interval.plus(from, i + 1)));
        }
        for (var i = 0; i < periods; i++) {
            windows.add(window(from, interval.plus(from, i + 1)));
        }
        var calibration =
                Calibration.of(windows, model.past(windows.stream().distinct().toList()));
        var scoped = model.history().where(wanted);
        var open = model.estimates().open(wanted);
        var answer =
                new Answer(model.bookings(), open, model.estimates().arrivals(wanted), calibration, scoped.lives());
        var naive = new NaiveMethods(scoped, model.estimates().amounts(), interval);
        var result = new ArrayList<Forecast.Period>();
        var cumulative = new ArrayList<Forecast.Period>();
        for (var i = 0; i < periods; i++) {
            var start = interval.plus(from, i);
            var next = interval.plus(from, i + 1);
            var name = interval.name(start);
            result.add(answer.period(name, start, next, naive.of(start, next)));
            cumulative.add(answer.period(name, from, next, null));
        }
        return new Forecast(
                result,
                cumulative,
                open.deals(),
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
        var warnings = new ArrayList<String>();
        var amounts = model.estimates().amounts();
        var unknown = model.history().lives().stream()
                .filter(life -> life.visitAt(today) != null && !amounts.isKnown(life))
                .count();
        if (unknown > 0) {
            warnings.add("%d open deals have no amount; the mean of what their product, or all, brought stands in"
                    .formatted(unknown));
        }
        var wins = model.history().wins();
        if (wins < MINIMUM_WINS) {
            warnings.add(
                    "not enough history: %d deals won, %d wanted; the numbers are rough".formatted(wins, MINIMUM_WINS));
        }
        return warnings;
    }

    private final class Answer {
        private final Bookings bookings;
        private final Population population;
        private final Arrivals arrivals;
        private final Calibration calibration;
        private final List<Life> lives;

        Answer(Bookings bookings, Population population, Arrivals arrivals, Calibration calibration, List<Life> lives) {
            this.bookings = bookings;
            this.population = population;
            this.arrivals = arrivals;
            this.calibration = calibration;
            this.lives = lives;
        }

        Forecast.Period period(String name, LocalDate from, LocalDate to, Forecast.Naive naive) {
            var first = (int) from.toEpochDay();
            var end = Math.min((int) to.toEpochDay(), Math.max(today, first));
            var closed = lives.stream()
                    .filter(life -> life.wonDay() >= first && life.wonDay() < end)
                    .toList();
            var amounts = model.estimates().amounts();
            var amount = closed.stream().mapToDouble(amounts::of).sum();
            var window = window(from, to);
            var open = bookings.open(population, window);
            var fresh = bookings.fresh(arrivals, window);
            var lumps = population.largest().stream()
                    .map(large -> new Draws.Lump(large.amount(), bookings.chance(large.cell(), window)))
                    .toList();
            var seed = SEED + 31L * window.from() + 1009L * window.to();
            var openDraws = Draws.open(open, lumps, seed);
            var freshDraws = Draws.fresh(fresh, seed + 1);
            var width = calibration.of(window);
            return new Forecast.Period(
                    name,
                    from,
                    to,
                    closed.size(),
                    amount,
                    Spread.of(open.mean(), 0, Draws.drifted(openDraws, width.open(), seed + 2)),
                    Spread.of(fresh.mean(), 0, Draws.drifted(freshDraws, width.fresh(), seed + 3)),
                    Spread.of(
                            open.mean() + fresh.mean(),
                            amount,
                            Draws.drifted(openDraws, freshDraws, width.total(), seed + 4)),
                    naive);
        }
    }
}
