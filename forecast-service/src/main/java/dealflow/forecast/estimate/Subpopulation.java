package dealflow.forecast.estimate;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.history.CloseDate;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Share;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Forked;
import dealflow.forecast.survival.Stratum;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Some of a pipeline's deals, summed up as far as forecasts depend on them: these no longer read lives. */
public final class Subpopulation implements ComputationCache.Sized {

    /** Days after which a deal that was not won says hardly anything about those to come. */
    private static final int RECENT = 365;

    private final Estimates estimates;
    private final Population open = new Population();
    private final Map<Stratum, Population.Sum> begun = new HashMap<>();
    private final DayTotals won = new DayTotals();
    private final DayTotals[] expected;
    private final double[] decided;
    private final double[] wins;
    private int firstEntry;
    private int unknownAmounts;
    private int largeOpen;
    private int large;
    private final DayTotals unpriced = new DayTotals();
    private Arrivals arrivals;

    private Subpopulation(Estimates estimates) {
        var stages = estimates.history().stages();
        this.estimates = estimates;
        this.expected = new DayTotals[stages];
        this.decided = new double[stages];
        this.wins = new double[stages];
        this.firstEntry = estimates.history().today();
        for (var stage = 0; stage < stages; stage++) {
            expected[stage] = new DayTotals();
        }
    }

    /**
     * Splits the deals, in one pass over all of them.
     *
     * @param key what a deal belongs to; null to leave it out
     */
    public static <K> Map<K, Subpopulation> by(Estimates estimates, Function<DealHistory, K> key) {
        return byParts(estimates, whole(key));
    }

    /** Each deal as one part, or left out. */
    public static <K> Splitting<K> whole(Function<DealHistory, K> key) {
        return (deal, visitor) -> {
            var own = key.apply(deal);
            if (own != null) {
                visitor.accept(own, Share.WHOLE);
            }
        };
    }

    /** Tells what of a deal belongs where; nothing of one that is left out. In several threads at once, so that it may change nothing. */
    public interface Splitting<K> {
        void split(DealHistory deal, BiConsumer<K, Share> visitor);
    }

    /** The same where a deal may be split: it counts in each of its parts, and what it is worth is divided. */
    public static <K> Map<K, Subpopulation> byParts(Estimates estimates, Splitting<K> splitting) {
        return byWorth(
                estimates,
                (deal, visitor) -> splitting.split(
                        deal, (own, share) -> visitor.accept(own, new AmountWorth(estimates, deal, share))));
    }

    /** Tells with what a deal counts where; likewise. */
    public interface Valuing<K> {
        void value(DealHistory deal, BiConsumer<K, Worth> visitor);
    }

    /** The same with whatever deals count with. */
    public static <K> Map<K, Subpopulation> byWorth(Estimates estimates, Valuing<K> valuing) {
        var found =
                Forked.many(estimates.history().lives(), some -> Portions.of(some, estimates, valuing), Portions::plus);
        for (var portion : found.portions.values()) {
            portion.arrivals = Arrivals.of(portion.begun, found.begun);
        }
        return found.portions;
    }

    /** @param begun how much all deals weigh that tell of those to come */
    private record Portions<K>(Map<K, Subpopulation> portions, double begun) {

        static <K> Portions<K> of(List<DealHistory> lives, Estimates estimates, Valuing<K> valuing) {
            var portions = new HashMap<K, Subpopulation>();
            var today = estimates.history().today();
            var all = 0.0;
            for (var deal : Deadline.over(lives)) {
                if (deal.enteredDay() >= 0 && deal.enteredDay() < today) {
                    all += Arrivals.weight(deal, today);
                }
                valuing.value(deal, (own, worth) -> portions.computeIfAbsent(own, any -> new Subpopulation(estimates))
                        .add(deal, worth));
            }
            return new Portions<>(portions, all);
        }

        Portions<K> plus(Portions<K> more) {
            more.portions.forEach((key, portion) -> portions.merge(key, portion, Subpopulation::plus));
            return new Portions<>(portions, begun + more.begun);
        }
    }

    /** Of no deals. */
    public static Subpopulation none(Estimates estimates) {
        var none = new Subpopulation(estimates);
        none.arrivals = Arrivals.of(Map.of(), 1);
        return none;
    }

    private void add(DealHistory deal, Worth worth) {
        var history = estimates.history();
        var today = history.today();
        if (history.open(deal)) {
            open.add(Population.stratum(deal, estimates, today), worth.expected());
            unknownAmounts += worth.isKnown() ? 0 : 1;
            largeOpen += worth.isOutlier() ? 1 : 0;
            var expects = deal.expectedAt(history.settledBefore());
            if (expects != null && expects.on() != CloseDate.NONE) {
                expected[deal.visitAt(today).stage()].add(expects.on(), worth.quoted());
            }
        } else {
            countDecided(deal, history);
        }
        if (history.won(deal)) {
            won.add(deal.wonDay(), worth.won());
            if (!worth.isWonKnown()) {
                unpriced.add(deal.wonDay(), 0);
            }
        }
        if (deal.enteredDay() >= 0 && deal.enteredDay() < today) {
            firstEntry = Math.min(firstEntry, deal.enteredDay());
            begun.computeIfAbsent(Arrivals.stratum(deal, estimates), key -> new Population.Sum())
                    .add(worth.ofOthers(), Arrivals.weight(deal, today));
            large += worth.isOutlier() && (history.won(deal) || deal.enteredDay() >= today - RECENT) ? 1 : 0;
        }
    }

    private Subpopulation plus(Subpopulation other) {
        open.add(other.open);
        other.begun.forEach((stratum, sum) -> begun.merge(stratum, sum, (one, more) -> {
            one.add(more, 1);
            return one;
        }));
        won.add(other.won);
        unpriced.add(other.unpriced);
        for (var stage = 0; stage < expected.length; stage++) {
            expected[stage].add(other.expected[stage]);
            decided[stage] += other.decided[stage];
            wins[stage] += other.wins[stage];
        }
        firstEntry = Math.min(firstEntry, other.firstEntry);
        unknownAmounts += other.unknownAmounts;
        largeOpen += other.largeOpen;
        large += other.large;
        return this;
    }

    private void countDecided(DealHistory deal, TrainingData history) {
        var seen = 0L;
        for (var visit : deal.visits()) {
            if (visit.entered() < history.today() && (seen & 1L << visit.stage()) == 0) {
                seen |= 1L << visit.stage();
                decided[visit.stage()]++;
                wins[visit.stage()] += history.won(deal) ? 1 : 0;
            }
        }
    }

    @Override
    public long bytes() {
        return 150L * (open.strata() + begun.size() + won.days());
    }

    public Population open() {
        return open;
    }

    public Arrivals arrivals() {
        return arrivals;
    }

    public DayTotals won() {
        return won;
    }

    /** The first day on which one of them was in the funnel; today if there was none. */
    public int firstEntry() {
        return firstEntry;
    }

    /** Orders of which nobody has said the amount, by the day of their win. */
    public DayTotals unpriced() {
        return unpriced;
    }

    /** How many of the open ones are far larger than what is usually won. */
    public int largeOpen() {
        return largeOpen;
    }

    /** How many of those by which deals to come are judged are so much larger that they count with a part of their amount. */
    public int large() {
        return large;
    }

    /** How many of the open ones have no amount of their own. */
    public int unknownAmounts() {
        return unknownAmounts;
    }

    /** Amount times stage rate, in the period of the expected close; null where no open deal states one. */
    public Double stageWeighted(LocalDate from, LocalDate to) {
        var sum = 0.0;
        var dated = false;
        for (var stage = 0; stage < expected.length; stage++) {
            dated |= !expected[stage].isEmpty();
            if (decided[stage] > 0) {
                sum += expected[stage]
                                .between((int) from.toEpochDay(), (int) to.toEpochDay())
                                .amount()
                        * wins[stage]
                        / decided[stage];
            }
        }
        return dated ? sum : null;
    }
}
