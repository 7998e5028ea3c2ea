package dealflow.forecast.snapshot;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.survival.Stratum;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Why the expected bookings of a period differ between two moments. The terms sum to the difference: each deal's part is what
 * it was expected to bring at the later moment less the same at the earlier, and belongs to what happened to the deal; what
 * the earlier model would have said of the later state parts what happened from what was learned.
 */
public final class ForecastBridge {

    /** What can have happened. */
    public enum Term {
        /** Deals that have begun in between, less those that were expected to. */
        NEW,
        WON,
        LOST,
        /** Open deals that are less likely to be won in the period than they were. */
        SLIPPED,
        /** Open deals that are more likely to be. */
        PULLED_IN,
        REPRICED,
        REOPENED,
        /** The same deals, seen by a model that has learned. */
        MODEL,
        /** What was learned later of what had happened before, and what has been deleted. */
        RESTATED
    }

    /** How many deals, and how much. */
    public record Total(int deals, double amount) {}

    private final InformationSet before;
    private final InformationSet after;
    private final ExpectedWins earlier;
    private final ExpectedWins later;
    private final Window window;
    private final Window laterWindow;
    private final int from;
    private final int to;
    private final int lapse;
    private final Map<Term, double[]> terms = new EnumMap<>(Term.class);

    /**
     * @param from the period's first day, since the epoch, and {@code to} the first one after it
     */
    ForecastBridge(InformationSet before, InformationSet after, int from, int to) {
        this.before = before;
        this.after = after;
        this.from = from;
        this.to = to;
        earlier = before.model().bookings();
        later = after.model().bookings();
        var today = before.model().history().today();
        lapse = after.model().history().today() - today;
        window = Window.of(from - today, to - today);
        laterWindow = Window.of(from - today - lapse, to - today - lapse);
        for (var term : Term.values()) {
            terms.put(term, new double[2]);
        }
    }

    /**
     * @param lives hands over each deal as it was known at the two moments; null where it was not
     * @param stated the difference of the two forecasts as they were given
     */
    Map<Term, Total> explain(Consumer<BiConsumer<DealHistory, DealHistory>> lives, double stated) {
        lives.accept(this::deal);
        var expected = earlier.fresh(before.model().estimates().arrivals(life -> true), window)
                .mean();
        var left = rest(expected);
        add(Term.NEW, left - expected);
        add(
                Term.MODEL,
                later.fresh(after.model().estimates().arrivals(life -> true), laterWindow)
                                .mean()
                        - left);
        var sum = terms.values().stream().mapToDouble(term -> term[1]).sum();
        add(Term.RESTATED, stated - sum);
        var result = new EnumMap<Term, Total>(Term.class);
        terms.forEach((term, sums) -> result.put(term, new Total((int) sums[0], sums[1])));
        return result;
    }

    /** What the earlier model expected of the deals that begin after the later moment. */
    private double rest(double expected) {
        if (lapse == 0) {
            return expected;
        }
        var sum = 0.0;
        for (var kind : before.model().estimates().arrivals(life -> true).kinds()) {
            sum += kind.amount() * earlier.wins(kind, window, lapse, window.to());
        }
        return sum;
    }

    private void deal(DealHistory was, DealHistory is) {
        Deadline.check();
        var first = state(before, was);
        var second = state(after, is);
        if (first == State.UNKNOWN) {
            if (second == State.OPEN) {
                open(Term.NEW, is);
            } else {
                change(Term.NEW, value(after, is, second, laterWindow, later));
            }
            return;
        }
        var began = value(before, was, first, window, earlier);
        switch (second) {
            case WON -> change(first == State.WON ? settled(was, is) : Term.WON, won(is) - began);
            case LOST, UNKNOWN -> change(first == State.LOST ? Term.RESTATED : Term.LOST, -began);
            case OPEN -> {
                if (first == State.OPEN) {
                    stillOpen(was, is);
                } else {
                    add(Term.REOPENED, -began);
                    open(Term.REOPENED, is);
                }
            }
        }
    }

    private void stillOpen(DealHistory was, DealHistory is) {
        var p = earlier.chance(stratum(before, was, before), window);
        var moved = earlier.chance(stratum(before, is, after), lapse, window);
        var learned = later.chance(stratum(after, is, after), laterWindow);
        var amount = amount(before, was);
        var now = amount(after, is);
        change(moved < p ? Term.SLIPPED : Term.PULLED_IN, (moved - p) * amount);
        if (Double.compare(was.quoted(), is.quoted()) == 0) {
            add(Term.MODEL, moved * (now - amount));
        } else {
            change(Term.REPRICED, moved * (now - amount));
        }
        add(Term.MODEL, (learned - moved) * now);
    }

    /** A deal that was not expected to be open. */
    private void open(Term term, DealHistory is) {
        var moved = earlier.chance(stratum(before, is, after), lapse, window);
        var now = amount(after, is);
        change(term, moved * now);
        add(Term.MODEL, (later.chance(stratum(after, is, after), laterWindow) - moved) * now);
    }

    private static Term settled(DealHistory was, DealHistory is) {
        return was.wonDay() == is.wonDay() && Double.compare(was.amount(), is.amount()) != 0
                ? Term.REPRICED
                : Term.RESTATED;
    }

    private enum State {
        UNKNOWN,
        OPEN,
        WON,
        LOST
    }

    private static State state(InformationSet known, DealHistory life) {
        if (life == null) {
            return State.UNKNOWN;
        }
        var history = known.model().history();
        if (history.won(life)) {
            return State.WON;
        }
        if (begun(life) >= history.today()) {
            return State.UNKNOWN;
        }
        return history.open(life) ? State.OPEN : State.LOST;
    }

    private static int begun(DealHistory life) {
        return life.enteredDay() >= 0 ? life.enteredDay() : life.wonDay();
    }

    private double value(InformationSet known, DealHistory life, State state, Window own, ExpectedWins expectedWins) {
        return switch (state) {
            case UNKNOWN, LOST -> 0;
            case OPEN -> expectedWins.chance(stratum(known, life, known), own) * amount(known, life);
            case WON -> life.wonDay() >= from && life.wonDay() < to ? Amounts.said(life) : 0;
        };
    }

    private double won(DealHistory life) {
        return value(after, life, State.WON, laterWindow, later);
    }

    /** The stratum of a deal at one moment, in the segments of one model. */
    private static Stratum stratum(InformationSet model, DealHistory life, InformationSet at) {
        return Population.stratum(
                life, model.model().estimates(), at.model().history().today());
    }

    private static double amount(InformationSet known, DealHistory life) {
        return known.model().estimates().amounts().of(life);
    }

    private void change(Term term, double amount) {
        if (amount != 0) {
            terms.get(term)[0]++;
            add(term, amount);
        }
    }

    private void add(Term term, double amount) {
        terms.get(term)[1] += amount;
    }
}
