package dealflow.forecast.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CumulativeIncidenceTest {

    /** Two stages, moves on the day of entry, backward moves, and hazards that change with age. */
    private static final Hazards HAZARDS = Hazards.of(new double[][][] {
        {{0, 0, 0}, {0.4, 0.2, 0.1}, {0, 0.05, 0.02}, {0.1, 0.1, 0.05}},
        {{0.2, 0.1, 0.05}, {0, 0, 0}, {0.3, 0.2, 0.1}, {0.1, 0.05, 0.1}}
    });

    @Test
    void firstDayEqualsTheEnumerationOfSameDayPassages() {
        var curves = new CumulativeIncidence(HAZARDS);
        // x1 = 0.3 + 0.2 x0, x0 = 0 + 0.4 x1
        var x1 = 0.3 / (1 - 0.2 * 0.4);
        assertThat(curves.between(1, 0, 0, 1)).isCloseTo(x1, within(1e-12));
        assertThat(curves.between(0, 0, 0, 1)).isCloseTo(0.4 * x1, within(1e-12));
        assertThat(curves.between(0, 1, 0, 1)).isCloseTo(0.05 + 0.2 * x1, within(1e-12));
    }

    @Test
    void equalsBruteForceSimulation() {
        var curves = new CumulativeIncidence(HAZARDS);
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

    /** Stages in which deals stay for months: a curve of ten years is told by the first one. */
    @Test
    void tenYearsTakeNoMoreThanTheFirst() {
        var slow = new double[3][5][181];
        for (var stage = 0; stage < 3; stage++) {
            for (var age = 0; age <= 180; age++) {
                slow[stage][Math.min(stage + 1, 3)][age] = 0.02 / (1 + age / 60.0);
                slow[stage][4][age] = 0.004;
            }
        }
        var hazards = Hazards.of(slow);
        var curves = new CumulativeIncidence(hazards);
        for (var stage = 0; stage < 3; stage++) {
            for (var age : new int[] {0, 30, 180}) {
                var exact = exact(hazards, stage, age, 3653);
                for (var days : new int[] {50, 100, 103, 200, 365, 400, 800}) {
                    assertThat(curves.within(stage, age, days)).isCloseTo(exact[days], within(2e-4));
                }
                for (var days : new int[] {900, 1200, 1500, 3653}) {
                    assertThat(curves.within(stage, age, days)).isCloseTo(exact[days], within(2e-3));
                }
                assertThat(curves.within(stage, age, 1e7)).isBetween(curves.within(stage, age, 3653), 1.0);
            }
        }
    }

    /** Follows the mass of one population day by day; these hazards only go forward, so that a day's passages end. */
    private static double[] exact(Hazards hazards, int stage, int age, int days) {
        var mass = new double[3][181];
        mass[stage][age] = 1;
        var won = new double[days + 1];
        for (var day = 0; day < days; day++) {
            var next = new double[3][181];
            won[day + 1] = won[day];
            for (var at = 0; at < 3; at++) {
                for (var old = 0; old <= 180; old++) {
                    var here = mass[at][old];
                    if (here > 0) {
                        won[day + 1] += here * hazards.of(at, 3, old);
                        if (at < 2) {
                            mass[at + 1][0] += here * hazards.of(at, at + 1, old);
                        }
                        next[at][Math.min(180, old + 1)] += here * hazards.stays(at, old);
                    }
                }
            }
            mass = next;
        }
        return won;
    }
}
