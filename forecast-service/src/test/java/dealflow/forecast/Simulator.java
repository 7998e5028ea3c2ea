package dealflow.forecast;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.Visit;
import dealflow.forecast.survival.Hazards;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A pipeline whose hazards, inflow and amounts are known, because they are made here. */
public final class Simulator {

    public static final int STAGES = 2;

    /** Daily chances of each cause by stage; the first stage's change after ten days. */
    static final double FORWARD_EARLY = 0.08;

    static final double FORWARD_LATE = 0.02;
    static final double LOST = 0.02;
    static final double WON = 0.05;
    static final double BACK = 0.01;

    static final double MEAN_AMOUNT = 1000;

    private final Random random;
    private final double perDay;

    public Simulator(long seed, double perDay) {
        this.random = new Random(seed);
        this.perDay = perDay;
    }

    /** All deals that begin in days {@code [0, days)}, followed to their ends, however late. */
    public List<DealHistory> run(int days) {
        var lives = new ArrayList<DealHistory>();
        for (var day = 0; day < days; day++) {
            for (var n = poisson(perDay); n > 0; n--) {
                lives.add(life(day));
            }
        }
        return lives;
    }

    private DealHistory life(int begins) {
        var visits = new ArrayList<Visit>();
        var stage = 0;
        var entered = begins;
        for (var day = begins; ; ) {
            var to = leaves(stage, day - entered);
            if (to < 0) {
                day++;
                continue;
            }
            visits.add(new Visit(stage, entered, day, to));
            if (to >= STAGES) {
                var amount = MEAN_AMOUNT * Math.exp(0.5 * random.nextGaussian() - 0.125);
                var owner = random.nextBoolean() ? "ann" : "bob";
                return new DealHistory(
                        new Scope.Labels(owner, "north", null, null, null),
                        amount,
                        amount,
                        begins,
                        to == STAGES ? day : -1,
                        List.of(),
                        List.copyOf(visits));
            }
            stage = to;
            entered = day;
        }
    }

    private int leaves(int stage, int age) {
        var u = random.nextDouble();
        for (var to = 0; to < STAGES + 2; to++) {
            u -= hazard(stage, to, age);
            if (u < 0) {
                return to;
            }
        }
        return -1;
    }

    static double hazard(int stage, int to, int age) {
        if (to == STAGES + 1) {
            return LOST;
        }
        if (stage == 0) {
            return to == 1 ? (age < 10 ? FORWARD_EARLY : FORWARD_LATE) : 0;
        }
        return to == 0 ? BACK : to == STAGES ? WON : 0;
    }

    public static Hazards truth() {
        var chance = new double[STAGES][STAGES + 2][Hazards.LAST_AGE + 1];
        for (var stage = 0; stage < STAGES; stage++) {
            for (var to = 0; to < STAGES + 2; to++) {
                for (var age = 0; age <= Hazards.LAST_AGE; age++) {
                    chance[stage][to][age] = hazard(stage, to, age);
                }
            }
        }
        return Hazards.of(chance);
    }

    private int poisson(double mean) {
        var limit = Math.exp(-mean);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
