package dealflow.forecast.survival;

import dealflow.forecast.history.Visit;
import dealflow.forecast.load.Forked;
import java.util.ArrayList;
import java.util.Arrays;
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
     * Counts, for all half-lives in one pass.
     *
     * @param visits of each deal
     * @param group the class of each deal, from 0
     * @param from the first day on which departures were recorded; time at risk before it does not count
     * @param until the first day not known; visits still open are censored there
     * @param halfLives days after which history weighs half as much
     * @return one for each of these
     */
    static List<Occurrences> of(
            List<List<Visit>> visits, int[] group, int groups, int stages, int from, int until, double... halfLives) {
        return Forked.runs(group.length, (first, last) -> {
                    var counter = new Counter(groups, stages, from, until, halfLives);
                    counter.count(visits.subList(first, last), Arrays.copyOfRange(group, first, last));
                    return counter;
                })
                .stream()
                .reduce(Counter::plus)
                .orElseThrow()
                .counted();
    }

    /** Counts for one thread. */
    private static final class Counter {

        private final int from;
        private final int until;
        private final double[][][][][] events;
        private final Exposure[][] exposures;

        Counter(int groups, int stages, int from, int until, double... halfLives) {
            this.from = from;
            this.until = until;
            events = new double[halfLives.length][groups][stages][stages + 2][Hazards.LAST_AGE + 1];
            exposures = Arrays.stream(halfLives)
                    .mapToObj(halfLife -> Exposure.ofGroups(groups, stages, until, halfLife))
                    .toArray(Exposure[][]::new);
        }

        void count(List<List<Visit>> visits, int[] group) {
            for (var i = 0; i < group.length; i++) {
                for (var visit : visits.get(i)) {
                    if (visit.entered() >= until) {
                        continue;
                    }
                    var seen = visit.left() >= from && visit.left() < until;
                    var age = Math.min(visit.left() - visit.entered(), Hazards.LAST_AGE);
                    for (var memory = 0; memory < exposures.length; memory++) {
                        var own = exposures[memory][group[i]];
                        own.add(visit, from);
                        if (seen) {
                            events[memory][group[i]][visit.stage()][visit.to()][age] += own.weight(visit.left());
                        }
                    }
                }
            }
        }

        Counter plus(Counter other) {
            for (var memory = 0; memory < exposures.length; memory++) {
                for (var group = 0; group < exposures[memory].length; group++) {
                    exposures[memory][group].add(other.exposures[memory][group]);
                    for (var stage = 0; stage < events[memory][group].length; stage++) {
                        for (var cause = 0; cause < events[memory][group][stage].length; cause++) {
                            add(events[memory][group][stage][cause], other.events[memory][group][stage][cause]);
                        }
                    }
                }
            }
            return this;
        }

        List<Occurrences> counted() {
            var counts = new ArrayList<Occurrences>();
            for (var memory = 0; memory < exposures.length; memory++) {
                counts.add(new Occurrences(
                        events[memory],
                        Arrays.stream(exposures[memory]).map(Exposure::atRisk).toArray(double[][][]::new)));
            }
            return counts;
        }
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
