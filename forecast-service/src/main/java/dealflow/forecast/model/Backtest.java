package dealflow.forecast.model;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.DaysAhead;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Forked;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.past.PastForecast;
import dealflow.forecast.past.PastForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What would have been forecast on past days from what was known then, and what came. */
public final class Backtest {

    private static final int WEEK = 7;
    private static final int WEEKLY = 16;
    private static final int LATER = 4;
    private static final int WEEKS = 104;
    private static final int MINIMUM_WINS = 30;

    /** Ten years. */
    private static final int MOST_MONDAYS = 522;

    private final TrainingData history;
    private final Amounts amounts;
    private final int today;
    private final List<PastForecast> past;
    private final int due;
    private final int[] wonDays;
    private final Map<Measure, List<Outcome>> outcomes = new ConcurrentHashMap<>();
    private List<Outcome> won;

    /** Of days before {@code today}, with what came until then at what {@code amounts} say. */
    Backtest(TrainingData history, Amounts amounts, int today, PastForecasts past) {
        this.history = history;
        this.amounts = amounts;
        this.today = today;
        this.wonDays = wonDays(history);
        var origins = origins();
        this.due = origins.size();
        this.past = past.of(origins);
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
        var latest = latestMonday(today);
        var latestWeek = Math.floorDiv(latest, WEEK);
        for (var back = 0; back < WEEKS; back++) {
            var origin = latest - back * WEEK;
            if (back < WEEKLY || (latestWeek - back) % LATER == 0) {
                if (wins(origin) < MINIMUM_WINS) {
                    break;
                }
                origins.add(origin);
            }
        }
        return origins;
    }

    /** All Mondays before today from when there was history enough, the latest first: those that a question about any past moment looks at. */
    public static List<Integer> mondays(TrainingData history) {
        var wonDays = wonDays(history);
        var mondays = new ArrayList<Integer>();
        var first = wonDays.length < MINIMUM_WINS ? Integer.MAX_VALUE : wonDays[MINIMUM_WINS - 1];
        for (var monday = latestMonday(history.today());
                monday > first && mondays.size() < MOST_MONDAYS;
                monday -= WEEK) {
            mondays.add(monday);
        }
        return mondays;
    }

    /** Day 4 of the epoch was a Monday. The same days are asked for tomorrow, and need not be worked out again. */
    private static int latestMonday(int today) {
        return Math.floorDiv(today - 1 - 4, WEEK) * WEEK + 4;
    }

    private static int[] wonDays(TrainingData history) {
        return history.lives().stream()
                .filter(DealHistory::won)
                .mapToInt(DealHistory::wonDay)
                .sorted()
                .toArray();
    }

    /** How many deals were won before a day. */
    private int wins(int day) {
        var at = Arrays.binarySearch(wonDays, day);
        while (at > 0 && wonDays[at - 1] == day) {
            at--;
        }
        return at >= 0 ? at : -at - 1;
    }

    /** How many past days there should be. */
    public int due() {
        return due;
    }

    /** How many of them are known. */
    public int known() {
        return past.size();
    }

    /**
     * Every window of every origin that is over by now, if {@code windows} are counted from the origin.
     *
     * @param weights of the candidates
     */
    List<Case> cases(List<Window> windows, Measure measure, double[] weights) {
        return cases(windows, outcomes(measure), forecast -> forecast.of(measure), weights);
    }

    /** The same of how many deals were won. */
    List<Case> wins(List<Window> windows, double[] weights) {
        return cases(windows, won(), PastForecast::numbers, weights);
    }

    private List<Case> cases(
            List<Window> windows,
            List<Outcome> outcomes,
            Function<PastForecast, List<PastForecast.Sums>> said,
            double[] weights) {
        var cases = new ArrayList<Case>();
        for (var outcome : outcomes) {
            var forecast = outcome.forecast;
            var resolved = windows.stream()
                    .filter(window ->
                            window.days() > 0 && window.to() <= DaysAhead.LAST && forecast.day() + window.to() <= today)
                    .toList();
            if (!resolved.isEmpty()) {
                var sums = PastForecast.Sums.mixed(said.apply(forecast), weights);
                var reliability = wins(forecast.day()) / (double) Math.max(1, wins(today));
                for (var window : resolved) {
                    cases.add(new Case(
                            forecast.day(),
                            window,
                            reliability,
                            new Part(sums.open(window), outcome.actuals(0, window)),
                            new Part(sums.fresh(window), outcome.actuals(1, window))));
                }
            }
        }
        return cases;
    }

    /**
     * What was said on a day, and what came since.
     *
     * @param actuals before each day from then on: {@code [0]} of deals that had begun, {@code [1]} of all others
     */
    private record Outcome(PastForecast forecast, double[][] actuals) {

        double actuals(int part, Window window) {
            return actuals[part][window.to()] - actuals[part][window.from()];
        }
    }

    private List<Outcome> outcomes(Measure measure) {
        return outcomes.computeIfAbsent(measure, key -> {
            var lives = history.lives();
            var actuals = key == Measure.RECEIPTS ? Actuals.receipts(lives) : Actuals.bookings(lives, amounts);
            return outcomes(actuals);
        });
    }

    private synchronized List<Outcome> won() {
        if (won == null) {
            won = outcomes(Actuals.wins(history.lives()));
        }
        return won;
    }

    private List<Outcome> outcomes(Actuals actuals) {
        return Forked.each(past, some -> some.stream()
                .map(said -> new Outcome(said, actuals.before(said.day(), DaysAhead.LAST, said.day())))
                .toList());
    }
}
