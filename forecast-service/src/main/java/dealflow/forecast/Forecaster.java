package dealflow.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Bookings by period from a fitted model; a pure function of its arguments. */
final class Forecaster {

    private static final int MINIMUM_WINS = 30;
    private static final long SEED = 20260101;

    private final Model model;
    private final List<Life> scoped;
    private final int today;

    Forecaster(Model model, Scope scope) {
        this.model = model;
        this.today = model.history().today();
        this.scoped = model.history().lives().stream()
                .filter(life -> scope.includes(life.labels()))
                .toList();
    }

    Forecast forecast(Interval interval, LocalDate from, int periods) {
        var open = model.open(scoped);
        var bookings = new Bookings(model, open, model.inflow(scoped));
        var naive = new NaiveMethods(scoped, model.history().stages(), interval, today);
        var result = new ArrayList<Forecast.Period>();
        var cumulative = new ArrayList<Forecast.Period>();
        for (var i = 0; i < periods; i++) {
            var start = interval.plus(from, i);
            var next = interval.plus(from, i + 1);
            var name = interval.name(start);
            result.add(period(bookings, name, start, next, naive.of(start, next)));
            cumulative.add(period(bookings, name, from, next, null));
        }
        return new Forecast(result, cumulative, open.deals(), model.history().wins(), warnings());
    }

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (model.amounts().missing() > 0) {
            warnings.add("%d deals have no amount; the mean of their product, or of all, stands in"
                    .formatted(model.amounts().missing()));
        }
        var wins = model.history().wins();
        if (wins < MINIMUM_WINS) {
            warnings.add(
                    "not enough history: %d deals won, %d wanted; the numbers are rough".formatted(wins, MINIMUM_WINS));
        }
        return warnings;
    }

    private Forecast.Period period(Bookings bookings, String name, LocalDate from, LocalDate to, Forecast.Naive naive) {
        var first = (int) from.toEpochDay();
        var end = (int) to.toEpochDay();
        var closed = scoped.stream()
                .filter(life -> life.wonDay() >= first && life.wonDay() < end)
                .toList();
        var amount = closed.stream().mapToDouble(Life::amount).sum();
        var open = bookings.open(first - today, end - today);
        var fresh = bookings.fresh(first - today, end - today);
        var openDraws = Spread.draw(open, SEED + first);
        var freshDraws = Spread.draw(fresh, SEED - first);
        return new Forecast.Period(
                name,
                from,
                to,
                closed.size(),
                amount,
                Spread.of(open.mean(), 0, openDraws),
                Spread.of(fresh.mean(), 0, freshDraws),
                Spread.of(amount + open.mean() + fresh.mean(), amount, openDraws, freshDraws),
                naive);
    }
}
