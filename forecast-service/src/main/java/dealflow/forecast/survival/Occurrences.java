package dealflow.forecast.survival;

import dealflow.forecast.history.Visit;
import java.util.List;

/** Departures seen, and deals at risk of them, by class of deals, stage, cause and age; each day weighs less the longer ago it is. */
final class Occurrences {

    private final double[][][][] events;
    private final double[][][] atRisk;

    private Occurrences(double[][][][] events, double[][][] atRisk) {
        this.events = events;
        this.atRisk = atRisk;
    }

    /**
     * Counts in one pass.
     *
     * @param visits of each deal
     * @param group the class of each deal, from 0
     * @param from the first day on which departures were recorded; time at risk before it does not count
     * @param until the first day not known; visits still open are censored there
     * @param halfLife days after which history weighs half as much
     */
    static Occurrences of(
            List<List<Visit>> visits, int[] group, int groups, int stages, int from, int until, double halfLife) {
        var events = new double[groups][stages][stages + 2][Hazards.LAST_AGE + 1];
        var exposure = Exposure.ofGroups(groups, stages, until, halfLife);
        for (var i = 0; i < group.length; i++) {
            var own = exposure[group[i]];
            for (var visit : visits.get(i)) {
                if (visit.entered() < until) {
                    own.add(visit, from);
                    if (visit.left() >= from && visit.left() < until) {
                        var age = Math.min(visit.left() - visit.entered(), Hazards.LAST_AGE);
                        events[group[i]][visit.stage()][visit.to()][age] += own.weight(visit.left());
                    }
                }
            }
        }
        var atRisk = new double[groups][][];
        for (var i = 0; i < groups; i++) {
            atRisk[i] = exposure[i].atRisk();
        }
        return new Occurrences(events, atRisk);
    }

    /** {@code [stage][cause][age]} of one class. */
    double[][][] events(int group) {
        return events[group];
    }

    /** {@code [stage][age]} of one class. */
    double[][] atRisk(int group) {
        return atRisk[group];
    }

    /** {@code [stage][cause][age]} of all. */
    double[][][] events() {
        var sums = new double[events[0].length][events[0][0].length][Hazards.LAST_AGE + 1];
        for (var own : events) {
            for (var stage = 0; stage < sums.length; stage++) {
                for (var cause = 0; cause < sums[stage].length; cause++) {
                    add(sums[stage][cause], own[stage][cause]);
                }
            }
        }
        return sums;
    }

    /** {@code [stage][age]} of all. */
    double[][] atRisk() {
        var sums = new double[atRisk[0].length][Hazards.LAST_AGE + 1];
        for (var own : atRisk) {
            for (var stage = 0; stage < sums.length; stage++) {
                add(sums[stage], own[stage]);
            }
        }
        return sums;
    }

    private static void add(double[] sums, double[] values) {
        for (var age = 0; age < values.length; age++) {
            sums[age] += values[age];
        }
    }
}
