package dealflow.forecast.measure;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Expected bookings of open deals and of deals not yet begun, in windows of days. */
public final class ExpectedWins {

    /** Days that are summed up together, so that what they need stays near the processor. */
    private static final int BLOCK = 64;

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
        return daily(0, days);
    }

    /** The same of strata that deals are in at the start of day {@code start}, before day {@code start + d}. */
    public DailyChances daily(int start, int days) {
        var known = elapsedUntil(start + days);
        var began = known[start];
        var since = Arrays.copyOfRange(known, start, start + days + 1);
        Arrays.setAll(since, day -> since[day] - began);
        return new DailyChances(times, estimates.frailty(), since);
    }

    /**
     * The expected number of wins before day {@code d}, {@code [0 .. days]}, if all deals that begin on days {@code [begin, end)} begin in
     * the stratum: of each of many strata. How many deals have been there for how long is the same for all of these.
     */
    public Map<Stratum, double[]> winsBy(Collection<Stratum> strata, int days, int begin, int end) {
        var wins = new HashMap<Stratum, double[]>();
        var grids = new HashMap<Stratum, double[]>();
        strata.forEach(stratum -> {
            wins.put(stratum, new double[days + 1]);
            grids.put(stratum, own(stratum, days));
        });
        for (var from = 1; from <= days; from += BLOCK) {
            Deadline.check();
            var first = from;
            var there = new double[Math.min(BLOCK, days + 1 - from)][];
            for (var i = 0; i < there.length; i++) {
                there[i] = there(from + i, begin, end);
            }
            wins.forEach((stratum, own) -> {
                var grid = grids.get(stratum);
                for (var i = 0; i < there.length; i++) {
                    own[first + i] = product(there[i], grid);
                }
            });
        }
        return wins;
    }

    /** How many deals that begin on days {@code [begin, end)} have been there for how long at the start of a day; a part of a day is split. */
    private double[] there(int day, int begin, int end) {
        var first = Math.max(0, begin);
        var last = Math.min(end, day);
        if (last <= first) {
            return new double[0];
        }
        var there = new double[(int) (elapsed(day) - elapsed(first)) + 2];
        for (var begins = first; begins < last; begins++) {
            var age = elapsed(day) - elapsed(begins);
            var whole = (int) age;
            there[whole] += rate(begins) * (1 - (age - whole));
            there[whole + 1] += rate(begins) * (age - whole);
        }
        return there;
    }

    /** Of as many numbers as there are in the first; four sums side by side keep the processor busy. */
    private static double product(double[] first, double[] second) {
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i + 3 < first.length; i += 4) {
            a += first[i] * second[i];
            b += first[i + 1] * second[i + 1];
            c += first[i + 2] * second[i + 2];
            d += first[i + 3] * second[i + 3];
        }
        for (; i < first.length; i++) {
            a += first[i] * second[i];
        }
        return a + b + (c + d);
    }

    /** What deals not yet begun bring, with how little may be known of their number. */
    public Moments begun(Moments fresh) {
        return fresh.uncertain(estimates.arrivalRate().variance());
    }

    /** Wins of open deals. */
    public Moments open(Population population, Window window) {
        return new OpenCells(this, population).moments(window);
    }

    /** Wins of deals that begin today or later; their number is Poisson. */
    public Moments fresh(Arrivals arrivals, Window window) {
        return fresh(worth(arrivals, window.to()), window, 0, window.to());
    }

    /** What one of these deals brings, within at least as many days as lie before a day. */
    ArrivalWorth worth(Arrivals arrivals, int day) {
        var worth = new ArrivalWorth(gridLength(day));
        for (var kind : arrivals.kinds()) {
            Deadline.check();
            worth.add(own(kind.stratum(), day), kind.share(), kind.amount(), kind.square());
        }
        return worth;
    }

    /** Whether it reaches as far as a day. */
    boolean reaches(ArrivalWorth worth, int day) {
        return worth.days() >= gridLength(day);
    }

    /** The same of those that begin on days {@code [begin, end)} only. */
    Moments fresh(ArrivalWorth worth, Window window, int begin, int end) {
        return new Moments(
                between(worth.count(), window, begin, end),
                between(worth.amount(), window, begin, end),
                between(worth.square(), window, begin, end));
    }

    private double between(double[] grid, Window window, int begin, int end) {
        return before(grid, window.to(), begin, end) - before(grid, window.from(), begin, end);
    }

    /** What comes before a day, of deals that begin on days {@code [begin, end)} and bring so much in so many days. */
    private double before(double[] grid, int day, int begin, int end) {
        var sum = 0.0;
        for (var begins = Math.max(0, begin); begins < Math.min(end, day); begins++) {
            sum += rate(begins) * on(grid, elapsed(day) - elapsed(begins));
        }
        return sum;
    }

    /** The expected number of wins of one kind of deals that begin from today on. */
    public double wins(Arrivals.Kind kind, Window window) {
        return wins(kind, window, 0, window.to());
    }

    /** The same of those that begin on days {@code [begin, end)} only. */
    public double wins(Arrivals.Kind kind, Window window, int begin, int end) {
        Deadline.check();
        return kind.share() * between(own(kind.stratum(), window.to()), window, begin, end);
    }

    /** The chance of a stratum to be won within so many days; those who differ by their frailty are near one another. */
    private double[] own(Stratum stratum, int day) {
        var frailty = estimates.frailty();
        var grid = grid(stratum, day);
        var own = new double[gridLength(day)];
        for (var i = 0; i < own.length; i++) {
            own[i] = frailty.of(stratum.segment(), grid[i]);
        }
        return own;
    }

    /** Days in a grid that reaches as far as a day. */
    private int gridLength(int day) {
        return Math.max((int) Math.ceil(elapsed(day)) + 2, 400);
    }

    /** The chance of a stratum to be won within so many days, of all frailty alike; all groups' new deals are in a few strata. */
    private double[] grid(Stratum stratum, int day) {
        var length = gridLength(day);
        var alike =
                new Stratum(stratum.stage(), stratum.age(), stratum.entryAge(), 0, stratum.size(), stratum.dating());
        return grids.compute(
                alike,
                (any, known) -> known != null && known.length >= length
                        ? known
                        : IntStream.range(0, length)
                                .mapToDouble(within -> times.wonWithin(alike, within))
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
        var frailty = estimates.frailty();
        return frailty.of(stratum.segment(), late) - frailty.of(stratum.segment(), early);
    }

    private double elapsed(int days) {
        return elapsedUntil(days)[days];
    }

    /** At least so many days. */
    private double[] elapsedUntil(int days) {
        var known = elapsed;
        if (days >= known.length) {
            known = estimates.seasonality().elapsed(estimates.history().today(), Math.max(400, days));
            elapsed = known;
        }
        return known;
    }
}
