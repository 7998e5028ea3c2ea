package dealflow.forecast.snapshot;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import dealflow.forecast.survival.Stratum;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
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
        /** Deals that have come into the scope, or left it, for another owner, team, product, source or region. */
        TRANSFERRED,
        /** The same deals, seen by a model that has learned. */
        MODEL,
        /** What was learned later of what had happened before, and what has been deleted. */
        RESTATED
    }

    /**
     * How many deals, and how much.
     *
     * @param amount what it did to what is expected
     * @param face the amounts of the deals themselves, as far as anybody has said them; of repriced ones by how much they changed
     */
    public record Total(int deals, double amount, double face) {}

    /** Is told which deals belong to which term. */
    interface Listener {
        void is(Term term, UUID deal, DealHistory was, DealHistory is);
    }

    private final InformationSet before;
    private final InformationSet after;
    private final ExpectedWins earlier;
    private final ExpectedWins later;
    private final Window window;
    private final Window laterWindow;
    private final int from;
    private final int to;
    private final int lapse;
    private final Scope scope;
    private final Map<Term, double[]> terms = new EnumMap<>(Term.class);
    private Listener listener = (term, deal, was, is) -> {};
    private UUID deal;
    private DealHistory dealWas;
    private DealHistory dealIs;

    /**
     * @param from the period's first day, since the epoch, and {@code to} the first one after it
     */
    ForecastBridge(InformationSet before, InformationSet after, Scope scope, int from, int to) {
        this.scope = scope;
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
            terms.put(term, new double[3]);
        }
    }

    /**
     * @param stated the difference of the two forecasts as they were given
     */
    Map<Term, Total> explain(Consumer<Models.Pairs> lives, double stated) {
        lives.accept(this::pair);
        var expected = earlier.fresh(arrivals(before), window).mean();
        var left = rest(expected);
        add(Term.NEW, left - expected);
        add(Term.MODEL, later.fresh(arrivals(after), laterWindow).mean() - left);
        var sum = terms.values().stream().mapToDouble(term -> term[1]).sum();
        add(Term.RESTATED, stated - sum);
        var result = new EnumMap<Term, Total>(Term.class);
        terms.forEach((term, sums) -> result.put(term, new Total((int) sums[0], sums[1], sums[2])));
        return result;
    }

    /** What the earlier model expected of the deals that begin after the later moment. */
    private double rest(double expected) {
        if (lapse == 0) {
            return expected;
        }
        var sum = 0.0;
        for (var kind : arrivals(before).kinds()) {
            sum += kind.amount() * earlier.wins(kind, window, lapse, window.to());
        }
        return sum;
    }

    private Arrivals arrivals(InformationSet known) {
        return known.model().estimates().arrivals(life -> scope.includes(life.labels()));
    }

    /** Tells a listener of each deal, and nothing of sums. */
    void tell(Consumer<Models.Pairs> lives, Listener told) {
        listener = told;
        lives.accept(this::pair);
    }

    private void pair(UUID id, DealHistory was, DealHistory is) {
        Deadline.check();
        deal = id;
        dealWas = was;
        dealIs = is;
        var wasIn = was != null && scope.includes(was.labels());
        var isIn = scope.includes(is.labels());
        if (was == null ? isIn : wasIn && isIn) {
            deal(was, is);
        } else if (wasIn || isIn) {
            transferred(was, is, isIn);
        }
    }

    /** One of which a part of the life was somebody else's. */
    private void transferred(DealHistory was, DealHistory is, boolean came) {
        var first = state(before, was);
        var second = state(after, is);
        if (came) {
            change(Term.TRANSFERRED, value(after, is, second, laterWindow, later), Amounts.said(is));
        } else {
            change(Term.TRANSFERRED, -value(before, was, first, window, earlier), -Amounts.said(was));
        }
    }

    private void deal(DealHistory was, DealHistory is) {
        var first = state(before, was);
        var second = state(after, is);
        if (first == State.UNKNOWN) {
            if (second == State.OPEN) {
                open(Term.NEW, is);
            } else {
                change(Term.NEW, value(after, is, second, laterWindow, later), Amounts.said(is));
            }
            return;
        }
        var began = value(before, was, first, window, earlier);
        switch (second) {
            case WON -> {
                var term = first == State.WON ? settled(was, is) : Term.WON;
                change(
                        term,
                        won(is) - began,
                        term == Term.REPRICED ? Amounts.said(is) - Amounts.said(was) : Amounts.said(is));
            }
            case LOST, UNKNOWN -> change(first == State.LOST ? Term.RESTATED : Term.LOST, -began, Amounts.said(was));
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
        change(moved < p ? Term.SLIPPED : Term.PULLED_IN, (moved - p) * amount, Amounts.said(is));
        if (Double.compare(was.quoted(), is.quoted()) == 0) {
            add(Term.MODEL, moved * (now - amount));
        } else {
            change(Term.REPRICED, moved * (now - amount), Amounts.said(is) - Amounts.said(was));
        }
        add(Term.MODEL, (learned - moved) * now);
    }

    /** A deal that was not expected to be open. */
    private void open(Term term, DealHistory is) {
        var moved = earlier.chance(stratum(before, is, after), lapse, window);
        var now = amount(after, is);
        change(term, moved * now, Amounts.said(is));
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

    private void change(Term term, double amount, double face) {
        if (amount != 0) {
            terms.get(term)[0]++;
            terms.get(term)[2] += face;
            add(term, amount);
            listener.is(term, deal, dealWas, dealIs);
        }
    }

    private void add(Term term, double amount) {
        terms.get(term)[1] += amount;
    }
}
