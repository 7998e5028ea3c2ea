package dealflow.forecast.survival;

import dealflow.forecast.load.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When deals of each stage and age are won: the semi-Markov convolution of {@link Hazards}. A deal may pass several
 * stages on one day, forward and back; that day's passages solve a small linear system. Computed day by day, as far as asked; kept of
 * the first hundred days each, then of one day a week, as curves are smooth there. Ages end, so that chances decay geometrically in the
 * end: after {@link #LAST_DAY} days they are taken to, and a curve is as large for a century as for these.
 */
public final class CumulativeIncidence {

    /** Days that are computed at most. */
    static final int LAST_DAY = 800;

    private static final int DAILY = 100;
    private static final int WEEK = 7;

    /** Weeks from which the decay is learned, twice. */
    private static final int DECAY = 4;

    private final Hazards hazards;
    private final int stages;
    private final int ages;
    private final List<Move> moves = new ArrayList<>();
    private final double[][] stays;

    /** The part of what comes in {@link #DECAY} weeks that comes in the next ones, at most. */
    private final double slowest;

    /** Of the last day that was computed: {@code [stage][age]}, the chance to be won on it, and until its end. */
    private double[][] won;

    /** Of the day before it, to be written over. */
    private double[][] spare;

    private final double[] cumulated;
    private volatile int computed;

    /** {@code [knot][stage * ages + age]}: the chance to be won within the knot's days. */
    private double[][] knots = new double[DAILY + 1][];

    /** A way from one stage to another that deals have gone. */
    private record Move(int stage, int to) {}

    /** What curves of so many stages take at most. */
    public static long bytes(int stages) {
        return 8L * (knot(LAST_DAY) + 2) * stages * (Hazards.LAST_AGE + 1);
    }

    /** Computes nothing before it is asked; time and memory grow with days, stages and ages only. */
    CumulativeIncidence(Hazards hazards) {
        this.hazards = hazards;
        this.stages = hazards.stages();
        this.ages = hazards.lastAge() + 1;
        this.stays = new double[stages][ages];
        for (var stage = 0; stage < stages; stage++) {
            for (var age = 0; age < ages; age++) {
                stays[stage][age] = hazards.stays(stage, age);
            }
            for (var to = 0; to < stages; to++) {
                if (Arrays.stream(hazards.of(stage, to)).anyMatch(chance -> chance > 0)) {
                    moves.add(new Move(stage, to));
                }
            }
        }
        slowest = slowest(stays);
        cumulated = new double[stages * ages];
        knots[0] = cumulated.clone();
    }

    /** The chance, of the population that has been {@code age} days in the stage, to be won within so many days. */
    double within(int stage, int age, double days) {
        if (days <= 0) {
            return 0;
        }
        var asked = Math.min(days, LAST_DAY);
        reach((int) Math.ceil(asked));
        var known = knots;
        var knot = knot((int) asked);
        var column = stage * ages + Math.min(age, ages - 1);
        var early = known[knot][column];
        var begins = day(knot);
        if (asked > begins) {
            return early + (asked - begins) / (day(knot + 1) - begins) * (known[knot + 1][column] - early);
        }
        return days <= LAST_DAY ? early : Math.min(1, early + tail(column, days - LAST_DAY));
    }

    /** The sum of the geometric series that goes on as the last weeks have. */
    private double tail(int column, double more) {
        var end = knot(LAST_DAY);
        var last = knots[end][column] - knots[end - DECAY][column];
        var before = knots[end - DECAY][column] - knots[end - 2 * DECAY][column];
        var rest = before <= 0 ? 0 : Math.min(slowest, last / before);
        return last * rest * (1 - Math.pow(rest, more / (DECAY * WEEK))) / (1 - rest);
    }

    double between(int stage, int age, int from, int to) {
        return within(stage, age, to) - within(stage, age, from);
    }

    /** The last knot that is not after a day. */
    private static int knot(int day) {
        return day <= DAILY ? day : DAILY + (day - DAILY) / WEEK;
    }

    private static int day(int knot) {
        return knot <= DAILY ? knot : DAILY + (knot - DAILY) * WEEK;
    }

    /** No deals decay more slowly than those that stay in the stage where they stay longest. */
    private static double slowest(double[][] stays) {
        var longest = Arrays.stream(stays)
                .mapToDouble(ages -> ages[ages.length - 1])
                .max()
                .orElse(0);
        return Math.min(0.999, Math.pow(longest, DECAY * WEEK));
    }

    private void reach(int days) {
        if (computed < days) {
            compute(days);
        }
    }

    private synchronized void compute(int days) {
        // Before the first day and at none between: the chances of a day that was left would not be those of the days
        // that are known.
        Deadline.check();
        var last = knot(Math.max(0, days - 1)) + 1;
        var grown = last < knots.length ? knots : Arrays.copyOf(knots, Math.max(last + 1, knots.length * 5 / 4));
        var day = computed;
        while (day < day(last)) {
            step();
            day++;
            if (day(knot(day)) == day) {
                grown[knot(day)] = cumulated.clone();
            }
        }
        knots = grown;
        // Last of all: whoever sees it sees the knots too.
        computed = day;
    }

    private void step() {
        var today = spare == null ? new double[stages][ages] : spare;
        var fresh = fresh();
        for (var stage = 0; stage < stages; stage++) {
            for (var age = 0; age < ages; age++) {
                today[stage][age] = later(stage, age);
            }
        }
        for (var move : moves) {
            var chance = hazards.of(move.stage, move.to);
            var enters = fresh[move.to];
            var own = today[move.stage];
            for (var age = 0; age < ages; age++) {
                own[age] += chance[age] * enters;
            }
        }
        for (var stage = 0; stage < stages; stage++) {
            for (var age = 0; age < ages; age++) {
                cumulated[stage * ages + age] += today[stage][age];
            }
        }
        spare = won;
        won = today;
    }

    /** Won on a day without entering another stage on the first day. */
    private double later(int stage, int age) {
        return won == null
                ? hazards.of(stage, hazards.won(), age)
                : stays[stage][age] * won[stage][Math.min(age + 1, ages - 1)];
    }

    /** The chances of deals that enter each stage today: x = b + H x, by Gauss-Seidel, as H is substochastic. */
    private double[] fresh() {
        var x = new double[stages];
        for (var round = 0; round < 1000; round++) {
            var change = 0.0;
            for (var stage = stages - 1; stage >= 0; stage--) {
                var value = later(stage, 0);
                for (var to = 0; to < stages; to++) {
                    value += hazards.of(stage, to, 0) * x[to];
                }
                change = Math.max(change, Math.abs(value - x[stage]));
                x[stage] = value;
            }
            if (change < 1e-14) {
                break;
            }
        }
        return x;
    }
}
