package dealflow.forecast.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.RandomPipelines;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts of one pass, against each day of each deal looked at by itself. */
class OccurrencesTest {

    private static final double[] HALF_LIVES = {180, 45, 1e6};
    private static final int STAGES = 2;
    private static final int GROUPS = 3;
    private static final int FROM = RandomPipelines.TODAY - 420;

    private final Random random = new Random(8);

    @Test
    void allHalfLivesAreCountedAsByGoingThroughEachDay() {
        for (var seed = 0; seed < 4; seed++) {
            var visits = RandomPipelines.history(90 + seed, 300).lives().stream()
                    .map(DealHistory::visits)
                    .map(this::someReopened)
                    .toList();
            var group = random.ints(visits.size(), 0, GROUPS).toArray();
            // Also as of earlier days, when much that is there had not happened.
            var until = RandomPipelines.TODAY - 100 * seed;
            var occurrences = Occurrences.of(visits, group, GROUPS, STAGES, FROM, until, HALF_LIVES);
            assertThat(occurrences).hasSize(HALF_LIVES.length);
            for (var i = 0; i < HALF_LIVES.length; i++) {
                countsAreThose(dayByDay(visits, group, until, HALF_LIVES[i]), occurrences.get(i));
            }
        }
    }

    /** A deal that comes back to its first stage after it was decided. */
    private List<Visit> someReopened(List<Visit> visits) {
        var last = visits.get(visits.size() - 1);
        if (last.open() || random.nextInt(4) > 0) {
            return visits;
        }
        var more = new ArrayList<>(visits);
        var again = last.left() + random.nextInt(30);
        more.add(new Visit(0, again, again + random.nextInt(200), random.nextInt(STAGES + 2)));
        return more;
    }

    /** @param events {@code [group][stage][cause][age]}, and those at risk without causes */
    private record Counts(double[][][][] events, double[][][] atRisk) {}

    private static Counts dayByDay(List<List<Visit>> visits, int[] group, int until, double halfLife) {
        var occurrences = new Counts(
                new double[GROUPS][STAGES][STAGES + 2][Hazards.LAST_AGE + 1],
                new double[GROUPS][STAGES][Hazards.LAST_AGE + 1]);
        for (var i = 0; i < group.length; i++) {
            for (var visit : visits.get(i)) {
                for (var day = Math.max(FROM, visit.entered()); day < until && day <= visit.left(); day++) {
                    var age = Math.min(day - visit.entered(), Hazards.LAST_AGE);
                    var weight = Math.pow(0.5, (until - day) / halfLife);
                    occurrences.atRisk[group[i]][visit.stage()][age] += weight;
                    if (day == visit.left()) {
                        occurrences.events[group[i]][visit.stage()][visit.to()][age] += weight;
                    }
                }
            }
        }
        return occurrences;
    }

    private static void countsAreThose(Counts expected, Occurrences occurrences) {
        for (var group = 0; group < GROUPS; group++) {
            for (var stage = 0; stage < STAGES; stage++) {
                areThose(expected.atRisk[group][stage], occurrences.atRisk(group)[stage]);
                for (var cause = 0; cause < STAGES + 2; cause++) {
                    areThose(expected.events[group][stage][cause], occurrences.events(group)[stage][cause]);
                }
            }
        }
    }

    private static void areThose(double[] expected, double[] counted) {
        for (var age = 0; age < expected.length; age++) {
            assertThat(counted[age]).isCloseTo(expected[age], within(1e-9 * Math.max(1, expected[age])));
        }
    }
}
