package dealflow.forecast.survival;

import dealflow.forecast.history.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Daily cause-specific hazards by stage and days in it: the chance, for a deal still there at the start of that day, to
 * go to each other stage, to be won or to be lost on that day.
 */
public final class Hazards {

    /** Days in a stage from which the hazard no longer changes. */
    public static final int LAST_AGE = 180;

    private static final double ENOUGH_AT_RISK = 20;

    private final int stages;
    private final double[][][] chance;
    private final double[][] atRisk;
    private final double[][] wonBefore;

    private Hazards(int stages, double[][][] chance, double[][] atRisk) {
        this.stages = stages;
        this.chance = chance;
        this.atRisk = atRisk;
        this.wonBefore = new double[stages][];
        for (var stage = 0; stage < stages; stage++) {
            wonBefore[stage] = cumulated(chance[stage][stages]);
        }
    }

    /** Hazards given as {@code [stage][cause][age]}; causes are the stages, then won, then lost. */
    public static Hazards of(double[][][] chance) {
        return new Hazards(chance.length, chance, new double[chance.length][chance[0][0].length]);
    }

    /**
     * The occurrence/exposure estimate with right censoring and left truncation (Kalbfleisch and Prentice, The
     * Statistical Analysis of Failure Time Data, 2nd ed., section 8.2), smoothed over ages and constant in its tail.
     *
     * @param visits of each deal
     * @param from the first day on which departures were recorded; time at risk before it does not count
     * @param until the first day not known; visits still open are censored there
     * @param halfLife days after which history weighs half as much
     */
    static Hazards estimate(List<List<Visit>> visits, int stages, int from, int until, double halfLife) {
        return estimate(Occurrences.of(visits, new int[visits.size()], 1, stages, from, until, halfLife)
                .get(0));
    }

    /** The same from what was counted. */
    static Hazards estimate(Occurrences occurrences) {
        var events = occurrences.events();
        var atRisk = occurrences.atRisk();
        var chance = new double[events.length][events.length + 2][LAST_AGE + 1];
        for (var stage = 0; stage < events.length; stage++) {
            smooth(events[stage], atRisk[stage], chance[stage]);
        }
        return new Hazards(events.length, chance, atRisk);
    }

    /**
     * The same for each class of deals: a multiple of the hazards of all, one for each stage and cause, as classes are too small
     * for curves of their own. It follows a {@link Trend} over the classes, toward which each is shrunk (see {@link Shrinkage}).
     *
     * @param occurrences of the same deals
     * @param logs what each class is about: the mean logarithm of its deals' sizes
     * @return one for each class
     */
    List<Hazards> bySize(Occurrences occurrences, double[] logs) {
        var sizes = logs.length;
        if (sizes == 1) {
            return List.of(this);
        }
        var own = new double[sizes][stages][stages + 2][];
        for (var stage = 0; stage < stages; stage++) {
            for (var cause = 0; cause < stages + 2; cause++) {
                var seen = new double[sizes];
                var expected = new double[sizes];
                for (var i = 0; i < sizes; i++) {
                    seen[i] = Arrays.stream(occurrences.events(i)[stage][cause]).sum();
                    for (var age = 0; age <= LAST_AGE; age++) {
                        expected[i] += occurrences.atRisk(i)[stage][age] * chance[stage][cause][age];
                    }
                }
                var ratios = ratios(logs, seen, expected);
                for (var i = 0; i < sizes; i++) {
                    var ratio = ratios[i];
                    own[i][stage][cause] = Arrays.stream(chance[stage][cause])
                            .map(value -> ratio * value)
                            .toArray();
                }
            }
        }
        var result = new ArrayList<Hazards>();
        for (var i = 0; i < sizes; i++) {
            for (var stage = 0; stage < stages; stage++) {
                cap(own[i][stage]);
            }
            result.add(new Hazards(stages, own[i], occurrences.atRisk(i)));
        }
        return result;
    }

    private static double[] ratios(double[] logs, double[] seen, double[] expected) {
        var trend = Trend.of(logs, seen, expected);
        var due = new double[seen.length];
        for (var i = 0; i < due.length; i++) {
            due[i] = trend[i] * expected[i];
        }
        var rest = Shrinkage.ratios(seen, due);
        for (var i = 0; i < due.length; i++) {
            rest[i] *= trend[i];
        }
        return rest;
    }

    /** No more can leave on a day than are there. */
    private static void cap(double[][] causes) {
        for (var age = 0; age <= LAST_AGE; age++) {
            var leaves = 0.0;
            for (var cause : causes) {
                leaves += cause[age];
            }
            if (leaves > 1) {
                for (var cause : causes) {
                    cause[age] /= leaves;
                }
            }
        }
    }

    private static void smooth(double[][] events, double[] atRisk, double[][] chance) {
        var tail = tailStart(atRisk);
        var exposed = cumulated(atRisk);
        for (var cause = 0; cause < events.length; cause++) {
            var happened = cumulated(events[cause]);
            for (var age = 0; age <= LAST_AGE; age++) {
                var first = age >= tail ? tail : Math.max(Math.min(age, 1), age - age / 8);
                var last = age >= tail ? LAST_AGE : Math.min(tail - 1, age + age / 8);
                var exposure = exposed[last + 1] - exposed[first];
                // Differences of sums leave rounding behind where nothing was at risk.
                chance[cause][age] =
                        exposure <= 1e-9 ? 0 : Math.max(0, happened[last + 1] - happened[first]) / exposure;
            }
        }
    }

    int stages() {
        return stages;
    }

    public int won() {
        return stages;
    }

    public int lost() {
        return stages + 1;
    }

    int lastAge() {
        return chance[0][0].length - 1;
    }

    public double of(int stage, int cause, int age) {
        return chance[stage][cause][Math.min(age, lastAge())];
    }

    /** By age. */
    public double[] of(int stage, int cause) {
        return chance[stage][cause];
    }

    /** How many of those that come to ages {@code [from, to)} in the stage are won there, if each day's hazard is that of its age. */
    public double wins(int stage, int from, int to) {
        var sums = wonBefore[stage];
        var last = sums.length - 1;
        var late = chance[stage][stages][last - 1];
        return sums[Math.min(to, last)]
                - sums[Math.min(from, last)]
                + late * (Math.max(0, to - last) - Math.max(0, from - last));
    }

    /** How many deals' weight was seen at the start of that day: the sample behind the hazard. */
    public double atRisk(int stage, int age) {
        return atRisk[stage][Math.min(age, lastAge())];
    }

    /** The chance to still be there at the end of the day. */
    public double stays(int stage, int age) {
        var leaves = 0.0;
        for (var cause = 0; cause < stages + 2; cause++) {
            leaves += of(stage, cause, age);
        }
        return Math.max(0, 1 - leaves);
    }

    private static int tailStart(double[] atRisk) {
        for (var age = 2; age < LAST_AGE; age++) {
            if (atRisk[age] < ENOUGH_AT_RISK) {
                // The tail reaches back far enough to stand on something.
                return Math.max(2, age * 3 / 4);
            }
        }
        return LAST_AGE;
    }

    private static double[] cumulated(double[] values) {
        var sums = new double[values.length + 1];
        for (var i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        return sums;
    }
}
