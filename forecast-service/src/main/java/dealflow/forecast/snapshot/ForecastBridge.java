package dealflow.forecast.snapshot;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import dealflow.forecast.survival.Stratum;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Why what is expected of a period differs between two moments. The terms sum to the difference: each deal's part is what it was
 * expected to bring at the later moment less the same at the earlier, and belongs to what happened to the deal; what the earlier model
 * would have said of the later state parts what happened from what was learned.
 */
abstract class ForecastBridge {

    /**
     * How many deals, and how much.
     *
     * @param amount what it did to what is expected
     * @param face the deals' own amounts, as far as they are facts: the sum of what {@link Listener} is told
     */
    record Total(int deals, double amount, double face) {}

    /** Is told which deals belong to which term. */
    interface Listener {
        void is(Changed changed);
    }

    /**
     * A deal of a term, as it was known at the two moments.
     *
     * @param was null where it was not known, like {@code is}
     * @param face as the term says: its amount, by how much that changed, what was paid or is owed
     */
    record Changed(Term term, UUID deal, DealHistory was, DealHistory is, double face) {}

    /** What a deal is at a moment. */
    enum State {
        UNKNOWN,
        OPEN,
        WON,
        LOST;

        static State of(InformationSet known, DealHistory life) {
            if (life == null) {
                return UNKNOWN;
            }
            var history = known.model().history();
            if (history.won(life)) {
                return WON;
            }
            var begun = life.enteredDay() >= 0 ? life.enteredDay() : life.wonDay();
            if (begun >= history.today()) {
                return UNKNOWN;
            }
            return history.open(life) ? OPEN : LOST;
        }
    }

    final InformationSet before;
    final InformationSet after;
    final Window window;
    final Window laterWindow;
    final int from;
    final int to;
    final int lapse;
    private final Measure measure;
    private final Scope scope;
    private final Map<Term, double[]> terms = new EnumMap<>(Term.class);
    private final Map<Set<Term>, Integer> dealsByTerms = new HashMap<>();
    private final Set<Term> dealTerms = EnumSet.noneOf(Term.class);
    private Listener listener = changed -> {};
    private UUID deal;
    private DealHistory dealWas;
    private DealHistory dealIs;

    /**
     * @param from the period's first day, since the epoch, and {@code to} the first one after it
     */
    ForecastBridge(Measure measure, InformationSet before, InformationSet after, Scope scope, int from, int to) {
        this.measure = measure;
        this.scope = scope;
        this.before = before;
        this.after = after;
        this.from = from;
        this.to = to;
        var today = before.model().history().today();
        lapse = after.model().history().today() - today;
        window = Window.of(from - today, to - today);
        laterWindow = Window.of(from - today - lapse, to - today - lapse);
        Term.of(measure).forEach(term -> terms.put(term, new double[3]));
    }

    static ForecastBridge of(
            Measure measure, InformationSet before, InformationSet after, Scope scope, int from, int to) {
        return measure == Measure.RECEIPTS
                ? new ReceiptsBridge(before, after, scope, from, to)
                : new BookingsBridge(before, after, scope, from, to);
    }

    /**
     * @param stated the difference of the two forecasts as they were given
     */
    Map<Term, Total> explain(Consumer<Models.Pairs> lives, double stated) {
        lives.accept(this::pair);
        var first = before.measured(measure, scope);
        var expected = first.fresh(window).mean();
        // What the earlier model expected of the deals that begin after the later moment.
        var left = first.fresh(window, lapse, window.to()).mean();
        add(Term.NEW, left - expected);
        add(Term.MODEL, after.measured(measure, scope).fresh(laterWindow).mean() - left);
        var sum = terms.values().stream().mapToDouble(term -> term[1]).sum();
        add(Term.RESTATED, stated - sum);
        var result = new EnumMap<Term, Total>(Term.class);
        terms.forEach((term, sums) -> result.put(term, new Total((int) sums[0], sums[1], sums[2])));
        return result;
    }

    /** How many deals are in exactly these terms, as {@link #explain} has found: one may be in several. */
    Map<Set<Term>, Integer> dealsByTerms() {
        return dealsByTerms;
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
        var isIn = is != null && scope.includes(is.labels());
        if (is == null) {
            if (wasIn) {
                change(gone(), -valueOfWas(was, State.of(before, was)), said(was));
            }
        } else if (was == null ? isIn : wasIn && isIn) {
            changed(was, State.of(before, was), is, State.of(after, is));
        } else if (isIn) {
            // A part of its life was somebody else's.
            change(Term.TRANSFERRED, valueOfIs(is, State.of(after, is)), said(is));
        } else if (wasIn) {
            change(Term.TRANSFERRED, -valueOfWas(was, State.of(before, was)), -said(was));
        }
        if (!dealTerms.isEmpty()) {
            dealsByTerms.merge(Set.copyOf(dealTerms), 1, Integer::sum);
            dealTerms.clear();
        }
    }

    /** The term of an order that is none any more, and was never anything else. */
    abstract Term gone();

    /** Of a deal that is in the scope at both moments, or new to it. */
    abstract void changed(DealHistory was, State first, DealHistory is, State second);

    /** What a deal was expected to bring at the earlier moment. */
    abstract double valueOfWas(DealHistory was, State state);

    /** The same at the later one, by the later model. */
    abstract double valueOfIs(DealHistory is, State state);

    /** The stratum of a deal at one moment, in the segments of one model. */
    static Stratum stratum(InformationSet model, DealHistory life, InformationSet at) {
        return Population.stratum(
                life, model.model().estimates(), at.model().history().today());
    }

    static double amount(InformationSet known, DealHistory life) {
        return known.model().estimates().amounts().of(life);
    }

    /** Its amount as far as anybody has said it. */
    static double said(DealHistory life) {
        return Amounts.said(life);
    }

    /** The deal at hand is in a term, once. */
    final void change(Term term, double amount, double face) {
        if (amount != 0) {
            dealTerms.add(term);
            terms.get(term)[0]++;
            terms.get(term)[2] += face;
            add(term, amount);
            listener.is(new Changed(term, deal, dealWas, dealIs, face));
        }
    }

    /** What no deal is named for. */
    final void add(Term term, double amount) {
        terms.get(term)[1] += amount;
    }
}
