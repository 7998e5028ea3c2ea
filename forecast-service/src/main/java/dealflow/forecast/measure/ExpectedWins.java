package dealflow.forecast.measure;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Expected bookings of open deals and of deals not yet begun, in windows of days. */
public final class ExpectedWins {

    private final Estimates estimates;
    private final WinTimeModel times;
    private final Map<Stratum, double[]> grids = new ConcurrentHashMap<>();
    private volatile double[] elapsed;
    private volatile double[] rates = {};

    /** @param times when the deals of each stratum are won */
    public ExpectedWins(Estimates estimates, WinTimeModel times) {
        this.estimates = estimates;
        this.times = times;
        this.elapsed = new double[1];
    }

    /** The chance of a stratum to be won in the window. */
    public double chance(Stratum stratum, Window window) {
        return between(stratum, 0, window.from(), window.to());
    }

    /** The chance of a stratum that deals are in at the start of day {@code start}; the window counts from today all the same. */
    public double chance(Stratum stratum, int start, Window window) {
        return between(stratum, start, window.from(), window.to());
    }

    /** How many of all deals begin on days {@code [begin, end)}. */
    public double begins(int begin, int end) {
        var sum = 0.0;
        for (var day = Math.max(0, begin); day < end; day++) {
            sum += rate(day);
        }
        return sum;
    }

    /** The chance of a stratum to be won before day {@code d} from today: {@code [0 .. days]}. */
    public double[] wonBy(Stratum stratum, int days) {
        return daily(days).wonBy(stratum);
    }

    /** The same of many strata. */
    public DailyChances daily(int days) {
        elapsed(days);
        return new DailyChances(times, estimates.frailty(), Arrays.copyOf(elapsed, days + 1));
    }

    /** The expected number of wins before day {@code d}, if all deals that begin on days {@code [begin, end)} begin there. */
    public double[] winsBy(Stratum stratum, int days, int begin, int end) {
        var people = estimates.frailty();
        var grid = Arrays.stream(grid(stratum, days))
                .map(chance -> people.of(stratum.segment(), chance))
                .toArray();
        var wins = new double[days + 1];
        for (var begins = Math.max(0, begin); begins < Math.min(end, days); begins++) {
            Deadline.check();
            var rate = rate(begins);
            for (var day = begins + 1; day <= days; day++) {
                wins[day] += rate * on(grid, elapsed(day) - elapsed(begins));
            }
        }
        return wins;
    }

    /** What deals not yet begun bring, with how little may be known of their number. */
    public Moments begun(Moments fresh) {
        return fresh.uncertain(estimates.arrivalRate().variance());
    }

    /** Wins of open deals; their number is binomial within each stratum. */
    public Moments open(Population population, Window window) {
        var sum = new Moments.Sum();
        population.forEach((stratum, deals) -> {
            var p = chance(stratum, window);
            sum.add(p * deals.count(), p * deals.amount(), (p - p * p) * deals.square());
        });
        return sum.moments();
    }

    /** Wins of deals that begin today or later; their number is Poisson. */
    public Moments fresh(Arrivals arrivals, Window window) {
        var sum = new Moments.Sum();
        for (var kind : arrivals.kinds()) {
            var wins = wins(kind, window);
            sum.add(wins, wins * kind.amount(), wins * kind.square());
        }
        return sum.moments();
    }

    /** The expected number of wins of one kind of deals that begin from today on. */
    public double wins(Arrivals.Kind kind, Window window) {
        return wins(kind, window, 0, window.to());
    }

    /** The same of those that begin on days {@code [begin, end)} only. */
    public double wins(Arrivals.Kind kind, Window window, int begin, int end) {
        Deadline.check();
        var grid = grid(kind.stratum(), window.to());
        var people = estimates.frailty();
        var segment = kind.stratum().segment();
        var wins = 0.0;
        for (var begins = Math.max(0, begin); begins < Math.min(end, window.to()); begins++) {
            var began = elapsed(begins);
            var early = window.from() <= begins ? 0 : on(grid, elapsed(window.from()) - began);
            var late = on(grid, elapsed(window.to()) - began);
            wins += rate(begins) * (people.of(segment, late) - people.of(segment, early));
        }
        return kind.share() * wins;
    }

    /** The chance of a stratum to be won within so many days, of all people alike; all groups' new deals are in a few strata. */
    private double[] grid(Stratum stratum, int days) {
        var length = (int) Math.ceil(elapsed(days)) + 2;
        var alike =
                new Stratum(stratum.stage(), stratum.age(), stratum.entryAge(), 0, stratum.size(), stratum.dating());
        return grids.compute(
                alike,
                (any, known) -> known != null && known.length >= length
                        ? known
                        : IntStream.range(0, Math.max(length, 400))
                                .mapToDouble(day -> times.wonWithin(alike, day))
                                .toArray());
    }

    private static double on(double[] grid, double day) {
        var whole = (int) day;
        return grid[whole] + (day - whole) * (grid[whole + 1] - grid[whole]);
    }

    private double rate(int day) {
        var known = rates;
        if (day >= known.length) {
            known = IntStream.range(0, Math.max(400, day + 1))
                    .mapToDouble(estimates.arrivalRate()::on)
                    .toArray();
            rates = known;
        }
        return known[day];
    }

    /** Of deals that are in the stratum at the start of day {@code start}. */
    private double between(Stratum stratum, int start, int from, int to) {
        var began = elapsed(start);
        var early = from <= start ? 0 : times.wonWithin(stratum, elapsed(from) - began);
        var late = to <= start ? 0 : times.wonWithin(stratum, elapsed(to) - began);
        var people = estimates.frailty();
        return people.of(stratum.segment(), late) - people.of(stratum.segment(), early);
    }

    private double elapsed(int days) {
        var known = elapsed;
        if (days >= known.length) {
            known = estimates.seasonality().elapsed(estimates.history().today(), Math.max(400, days));
            elapsed = known;
        }
        return known[days];
    }
}
