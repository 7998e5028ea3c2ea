package dealflow.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What would have been forecast on past days from what was known then, and what came. */
final class Backtest {

    private static final int WEEK = 7;
    private static final int WEEKLY = 16;
    private static final int LATER = 4;
    private static final int WEEKS = 104;
    private static final int MINIMUM_WINS = 30;

    private final Fits fits;
    private final int today;
    private final Map<Measure, Came> came = new ConcurrentHashMap<>();

    /** Of days before {@code today}, with what came until then. */
    Backtest(Fits fits, int today) {
        this.fits = fits;
        this.today = today;
    }

    /**
     * One window of one past day.
     *
     * @param reliability what was known then in proportion to what is known today, by the number of wins
     */
    record Case(int origin, Window window, double reliability, Part open, Part fresh) {

        Part total() {
            return open.plus(fresh);
        }
    }

    /**
     * How many independent ones such cases are worth: windows that are longer than the week between origins overlap, and those
     * of one origin share its luck.
     */
    static double independent(List<Case> cases) {
        var days =
                cases.stream().mapToInt(item -> item.window().days()).average().orElse(WEEK);
        var reliability = new HashMap<Integer, Double>();
        cases.forEach(item -> reliability.put(item.origin(), item.reliability()));
        return reliability.values().stream().mapToDouble(value -> value).sum() * Math.min(1, WEEK / days);
    }

    /** What was expected and what came. */
    record Part(Moments forecast, double actual) {

        Part plus(Part other) {
            return new Part(forecast.plus(other.forecast), actual + other.actual);
        }

        double error() {
            return forecast.mean() - actual;
        }
    }

    /** Mondays before today, the recent ones all and the older ones every fourth, from when there was history enough. */
    List<Integer> origins() {
        var origins = new ArrayList<Integer>();
        // Day 4 of the epoch was a Monday. The same days are asked for tomorrow, and need not be estimated again.
        var latest = Math.floorDiv(today - 1 - 4, WEEK) * WEEK + 4;
        var latestWeek = Math.floorDiv(latest, WEEK);
        for (var back = 0; back < WEEKS; back++) {
            var origin = latest - back * WEEK;
            if (back < WEEKLY || (latestWeek - back) % LATER == 0) {
                if (fits.wins(origin) < MINIMUM_WINS) {
                    break;
                }
                origins.add(origin);
            }
        }
        return origins;
    }

    /** Every window of every origin that is over by now, if {@code windows} are counted from the origin; on all processors. */
    List<Case> cases(List<Window> windows, Measure measure, Method method) {
        var came = came(measure);
        return origins().parallelStream()
                .flatMap(origin -> cases(origin, windows, came, method))
                .toList();
    }

    private Stream<Case> cases(int origin, List<Window> windows, Came came, Method method) {
        var resolved = windows.stream()
                .filter(window -> window.days() > 0 && origin + window.to() <= today)
                .toList();
        if (resolved.isEmpty()) {
            return Stream.of();
        }
        var measured = method.of(fits.asOf(origin), days(resolved));
        var reliability = fits.wins(origin) / (double) Math.max(1, fits.wins(today));
        return resolved.stream().map(window -> {
            var known = came.between(origin + window.from(), origin + window.to(), origin);
            return new Case(
                    origin,
                    window,
                    reliability,
                    new Part(measured.open(window), known[0]),
                    new Part(measured.fresh(window), known[1]));
        });
    }

    private static int days(List<Window> windows) {
        return windows.stream().mapToInt(Window::to).max().orElseThrow();
    }

    /** How the estimates of a day become a forecast of so many days. */
    interface Method {
        Measured of(Estimates estimates, int days);
    }

    private Came came(Measure measure) {
        return came.computeIfAbsent(measure, key -> {
            var lives = fits.history().lives();
            return key == Measure.RECEIPTS
                    ? Came.receipts(lives)
                    : Came.bookings(lives, fits.asOf(today).amounts());
        });
    }
}
