package dealflow.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Bookings by period from the lives known as of a moment; a pure function of its arguments. */
final class Forecaster {

    private static final double HALF_LIFE = 90;
    private static final int MINIMUM_WINS = 30;
    private static final long SEED = 20260101;

    private final List<Life> all;
    private final List<Life> scoped;
    private final int today;
    private final int stages;
    private final List<String> warnings = new ArrayList<>();

    /** @param stages the number of funnel stages */
    Forecaster(List<Life> known, Scope scope, int stages, Instant asOf, ZoneId zone) {
        var amounts = new Amounts(known);
        this.all = amounts.complete(known);
        this.scoped = all.stream().filter(life -> scope.includes(life.labels())).toList();
        this.stages = stages;
        this.today = (int) LocalDate.ofInstant(asOf, zone).toEpochDay();
        if (amounts.missing() > 0) {
            warnings.add("%d deals have no amount; the mean of their product, or of all, stands in"
                    .formatted(amounts.missing()));
        }
    }

    Forecast forecast(Interval interval, LocalDate from, int periods) {
        var end = (int) interval.plus(from, periods).toEpochDay();
        var wins = (int) all.stream().filter(Life::won).count();
        if (wins < MINIMUM_WINS) {
            warnings.add(
                    "not enough history: %d deals won, %d wanted; the numbers are rough".formatted(wins, MINIMUM_WINS));
        }
        var hazards = Hazards.estimate(all, stages, firstDecision(), today, HALF_LIFE);
        var bookings = new Bookings(scoped, new WinCurves(hazards, Math.max(1, end - today)), today, HALF_LIFE);
        var naive = new NaiveMethods(scoped, stages, interval, today);
        var result = new ArrayList<Forecast.Period>();
        var cumulative = new ArrayList<Forecast.Period>();
        for (var i = 0; i < periods; i++) {
            var start = interval.plus(from, i);
            var next = interval.plus(from, i + 1);
            var name = interval.name(start);
            result.add(period(bookings, name, start, next, naive.of(start, next)));
            cumulative.add(period(bookings, name, from, next, null));
        }
        var open = (int) scoped.stream().filter(Life::open).count();
        return new Forecast(result, cumulative, open, wins, List.copyOf(warnings));
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

    private int firstDecision() {
        var won = stages;
        return all.stream()
                .flatMap(life -> life.visits().stream())
                .filter(visit -> !visit.open() && visit.to() >= won)
                .mapToInt(Visit::left)
                .min()
                .orElse(0);
    }
}
