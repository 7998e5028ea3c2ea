package dealflow.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lots that many share, against numbers drawn anew for each. */
class MonteCarloTest {

    private static final int RUNS = 500;

    @Test
    void lumpsAreWonAsByNumbersDrawnForThemAlone() {
        var random = new Random(8);
        var shared = new UniformLogs(77);
        for (var i = 0; i < 20; i++) {
            var lumps = new ArrayList<MonteCarlo.Lump>();
            for (var more = random.nextInt(30); more >= 0; more--) {
                var chance = List.of(0.0, 1.0, random.nextDouble(), 0.01 * random.nextDouble());
                lumps.add(new MonteCarlo.Lump(1 + random.nextInt(1000), chance.get(random.nextInt(4))));
            }
            var draws = MonteCarlo.open(Moments.NONE, lumps, new double[RUNS], shared);
            assertThat(draws).isEqualTo(drawnAnew(lumps));
        }
    }

    private static double[] drawnAnew(List<MonteCarlo.Lump> lumps) {
        var random = new SplittableRandom(77);
        var draws = new double[RUNS];
        for (var lump : lumps) {
            if (lump.chance() <= 0) {
                continue;
            }
            var log = Math.log1p(-lump.chance());
            var run = lump.chance() >= 1 ? 0 : Math.floor(Math.log(1 - random.nextDouble()) / log);
            while (run < RUNS) {
                draws[(int) run] += lump.amount();
                run += lump.chance() >= 1 ? 1 : 1 + Math.floor(Math.log(1 - random.nextDouble()) / log);
            }
        }
        return draws;
    }
}
