package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WinCurvesTest {

    /** Two stages, moves on the day of entry, backward moves, and hazards that change with age. */
    private static final Hazards HAZARDS = Hazards.of(new double[][][] {
        {{0, 0, 0}, {0.4, 0.2, 0.1}, {0, 0.05, 0.02}, {0.1, 0.1, 0.05}},
        {{0.2, 0.1, 0.05}, {0, 0, 0}, {0.3, 0.2, 0.1}, {0.1, 0.05, 0.1}}
    });

    @Test
    void firstDayEqualsTheEnumerationOfSameDayPassages() {
        var curves = new WinCurves(HAZARDS, 1);
        // x1 = 0.3 + 0.2 x0, x0 = 0 + 0.4 x1
        var x1 = 0.3 / (1 - 0.2 * 0.4);
        assertThat(curves.between(1, 0, 0, 1)).isCloseTo(x1, within(1e-12));
        assertThat(curves.between(0, 0, 0, 1)).isCloseTo(0.4 * x1, within(1e-12));
        assertThat(curves.between(0, 1, 0, 1)).isCloseTo(0.05 + 0.2 * x1, within(1e-12));
    }

    @Test
    void equalsBruteForceSimulation() {
        var curves = new WinCurves(HAZARDS, 20);
        var random = new Random(7);
        var runs = 200_000;
        for (var age = 0; age < 3; age++) {
            var wins = new int[20];
            for (var run = 0; run < runs; run++) {
                var day = wonOn(random, 0, age);
                if (day >= 0 && day < 20) {
                    wins[day]++;
                }
            }
            for (var day = 0; day < 20; day++) {
                assertThat(curves.between(0, age, day, day + 1)).isCloseTo(wins[day] / (double) runs, within(0.005));
            }
        }
    }

    private static int wonOn(Random random, int stage, int age) {
        for (var day = 0; day < 20; ) {
            var u = random.nextDouble();
            var cause = -1;
            for (var c = 0; c < 4 && cause < 0; c++) {
                u -= HAZARDS.of(stage, c, age);
                cause = u < 0 ? c : -1;
            }
            if (cause == HAZARDS.won()) {
                return day;
            } else if (cause == HAZARDS.lost()) {
                return -1;
            } else if (cause >= 0) {
                stage = cause;
                age = 0;
            } else {
                age++;
                day++;
            }
        }
        return -1;
    }
}
