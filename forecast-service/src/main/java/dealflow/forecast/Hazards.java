package dealflow.forecast;

import java.util.List;

/**
 * Daily cause-specific hazards by stage and days in it: the chance, for a deal still there at the start of that day, to
 * go to each other stage, to be won or to be lost on that day.
 */
final class Hazards {

    /** Days in a stage from which the hazard no longer changes. */
    static final int LAST_AGE = 180;

    private static final double ENOUGH_AT_RISK = 20;

    private final int stages;
    private final double[][][] chance;
    private final double[][] atRisk;

    private Hazards(int stages, double[][][] chance, double[][] atRisk) {
        this.stages = stages;
        this.chance = chance;
        this.atRisk = atRisk;
    }

    /** Hazards given as {@code [stage][cause][age]}; causes are the stages, then won, then lost. */
    static Hazards of(double[][][] chance) {
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
        var causes = stages + 2;
        var events = new double[stages][causes][LAST_AGE + 1];
        var exposure = new Exposure(stages, until, halfLife);
        for (var life : visits) {
            for (var visit : life) {
                if (visit.entered() < until) {
                    exposure.add(visit, from);
                    if (visit.left() >= from && visit.left() < until) {
                        var age = Math.min(visit.left() - visit.entered(), LAST_AGE);
                        events[visit.stage()][visit.to()][age] += exposure.weight(visit.left());
                    }
                }
            }
        }
        var atRisk = exposure.atRisk();
        var chance = new double[stages][causes][LAST_AGE + 1];
        for (var stage = 0; stage < stages; stage++) {
            smooth(events[stage], atRisk[stage], chance[stage]);
        }
        return new Hazards(stages, chance, atRisk);
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

    int won() {
        return stages;
    }

    int lost() {
        return stages + 1;
    }

    int lastAge() {
        return chance[0][0].length - 1;
    }

    double of(int stage, int cause, int age) {
        return chance[stage][cause][Math.min(age, lastAge())];
    }

    /** How many deals' weight was seen at the start of that day: the sample behind the hazard. */
    double atRisk(int stage, int age) {
        return atRisk[stage][Math.min(age, lastAge())];
    }

    /** The chance to still be there at the end of the day. */
    double stays(int stage, int age) {
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
