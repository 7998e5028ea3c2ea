package dealflow.forecast;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Some of a pipeline's deals, summed up as far as forecasts depend on them: these no longer read lives. */
final class Portion {

    private final Estimates estimates;
    private final Population open = new Population();
    private final Map<Cell, Population.Sum> begun = new HashMap<>();
    private final DayTotals won = new DayTotals();
    private final DayTotals[] expected;
    private final double[] decided;
    private final double[] wins;
    private int firstEntry;
    private int unknownAmounts;
    private Arrivals arrivals;

    private Portion(Estimates estimates) {
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
    static <K> Map<K, Portion> by(Estimates estimates, Function<Life, K> key) {
        var portions = new HashMap<K, Portion>();
        var today = estimates.history().today();
        var all = 0.0;
        for (var life : estimates.history().lives()) {
            if (life.enteredDay() >= 0 && life.enteredDay() < today) {
                all += Arrivals.weight(life, today);
            }
            var own = key.apply(life);
            if (own != null) {
                portions.computeIfAbsent(own, any -> new Portion(estimates)).add(life);
            }
        }
        for (var portion : portions.values()) {
            portion.arrivals = Arrivals.of(portion.begun, all);
        }
        return portions;
    }

    /** Of no deals. */
    static Portion none(Estimates estimates) {
        var none = new Portion(estimates);
        none.arrivals = Arrivals.of(Map.of(), 1);
        return none;
    }

    private void add(Life life) {
        var history = estimates.history();
        var today = history.today();
        var amount = estimates.amounts().of(life);
        if (history.open(life)) {
            open.add(Population.cell(life, estimates, today), amount);
            unknownAmounts += estimates.amounts().isKnown(life) ? 0 : 1;
            if (life.expectedOn() != null) {
                expected[life.visitAt(today).stage()].add(
                        (int) life.expectedOn().toEpochDay(), amount);
            }
        } else {
            countDecided(life, history);
        }
        if (history.won(life)) {
            won.add(life.wonDay(), amount);
        }
        if (life.enteredDay() >= 0 && life.enteredDay() < today) {
            firstEntry = Math.min(firstEntry, life.enteredDay());
            begun.computeIfAbsent(Arrivals.cell(life, estimates), key -> new Population.Sum())
                    .add(amount, Arrivals.weight(life, today));
        }
    }

    private void countDecided(Life life, History history) {
        var seen = 0L;
        for (var visit : life.visits()) {
            if (visit.entered() < history.today() && (seen & 1L << visit.stage()) == 0) {
                seen |= 1L << visit.stage();
                decided[visit.stage()]++;
                wins[visit.stage()] += history.won(life) ? 1 : 0;
            }
        }
    }

    Population open() {
        return open;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    DayTotals won() {
        return won;
    }

    /** The first day on which one of them was in the funnel; today if there was none. */
    int firstEntry() {
        return firstEntry;
    }

    /** How many of the open ones have no amount of their own. */
    int unknownAmounts() {
        return unknownAmounts;
    }

    /** Amount times stage rate, in the period of the expected close; null where no open deal states one. */
    Double stageWeighted(LocalDate from, LocalDate to) {
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
