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

    private Hazards(int stages, double[][][] chance) {
        this.stages = stages;
        this.chance = chance;
    }

    /** Hazards given as {@code [stage][cause][age]}; causes are the stages, then won, then lost. */
    static Hazards of(double[][][] chance) {
        return new Hazards(chance.length, chance);
    }

    /**
     * The occurrence/exposure estimate with right censoring and left truncation (Kalbfleisch and Prentice, The
     * Statistical Analysis of Failure Time Data, 2nd ed., section 8.2), smoothed over ages and constant in its tail.
     *
     * @param from the first day on which departures were recorded; time at risk before it does not count
     * @param until the first day not known; visits still open are censored there
     * @param halfLife days after which history weighs half as much
     */
    static Hazards estimate(List<Life> lives, int stages, int from, int until, double halfLife) {
        var causes = stages + 2;
        var events = new double[stages][causes][LAST_AGE + 1];
        var atRisk = new double[stages][LAST_AGE + 1];
        for (var life : lives) {
            for (var visit : life.visits()) {
                var end = Math.min(visit.open() ? until - 1 : visit.left(), until - 1);
                for (var day = Math.max(visit.entered(), from); day <= end; day++) {
                    var age = Math.min(day - visit.entered(), LAST_AGE);
                    atRisk[visit.stage()][age] += weight(until - day, halfLife);
                }
                if (!visit.open() && visit.left() >= from) {
                    var age = Math.min(visit.left() - visit.entered(), LAST_AGE);
                    events[visit.stage()][visit.to()][age] += weight(until - visit.left(), halfLife);
                }
            }
        }
        var chance = new double[stages][causes][LAST_AGE + 1];
        for (var stage = 0; stage < stages; stage++) {
            var tail = tailStart(atRisk[stage]);
            for (var cause = 0; cause < causes; cause++) {
                for (var age = 0; age <= LAST_AGE; age++) {
                    var first = age >= tail ? tail : Math.max(Math.min(age, 1), age - age / 8);
                    var last = age >= tail ? LAST_AGE : Math.min(tail - 1, age + age / 8);
                    var exposure = sum(atRisk[stage], first, last);
                    chance[stage][cause][age] = exposure == 0 ? 0 : sum(events[stage][cause], first, last) / exposure;
                }
            }
        }
        return new Hazards(stages, chance);
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

    /** The chance to still be there at the end of the day. */
    double stays(int stage, int age) {
        var leaves = 0.0;
        for (var cause = 0; cause < stages + 2; cause++) {
            leaves += of(stage, cause, age);
        }
        return Math.max(0, 1 - leaves);
    }

    private static double weight(int daysAgo, double halfLife) {
        return Math.pow(0.5, daysAgo / halfLife);
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

    private static double sum(double[] values, int first, int last) {
        var sum = 0.0;
        for (var i = first; i <= last; i++) {
            sum += values[i];
        }
        return sum;
    }
}
