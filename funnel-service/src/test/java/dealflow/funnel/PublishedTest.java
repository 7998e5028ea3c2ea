package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.funnel.statistics.AalenJohansen;
import dealflow.funnel.statistics.BenjaminiHochberg;
import dealflow.funnel.statistics.BetaBinomial;
import dealflow.funnel.statistics.KaplanMeier;
import dealflow.funnel.statistics.TwoProportionTest;
import dealflow.funnel.unit.DurationBucket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

/** The estimators against worked examples that others have published, and against a library's tests. */
class PublishedTest {

    /**
     * Weeks of remission under 6-mercaptopurine, negative where the remission still lasted: E. J. Freireich and others,
     * Blood 21 (1963); the estimate is worked out in D. Collett, Modelling Survival Data in Medical Research, and in many
     * other textbooks (18/21 at 6 weeks, median 23 weeks).
     */
    private static final List<Integer> REMISSIONS =
            List.of(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);

    @Test
    void kaplanAndMeier() {
        var ended = new int[36];
        var still = new int[36];
        REMISSIONS.forEach(weeks -> (weeks > 0 ? ended : still)[Math.abs(weeks)]++);
        var curve = new KaplanMeier(ended, still);
        var survival = new TreeMap<Integer, Double>();
        curve.walk((length, atRisk, ends, share) -> survival.put(length, share) == null);
        var expected = Map.of(
                6, 18.0 / 21,
                7, 18.0 / 21 * 16 / 17,
                10, 18.0 / 21 * 16 / 17 * 14 / 15,
                13, 18.0 / 21 * 16 / 17 * 14 / 15 * 11 / 12,
                16, 18.0 / 21 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11,
                22, 18.0 / 21 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7,
                23, 18.0 / 21 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7 * 5 / 6);
        assertThat(survival.keySet()).isEqualTo(new TreeMap<>(expected).keySet());
        expected.forEach((week, share) -> assertThat(survival.get(week)).isCloseTo(share, within(1e-9)));
        assertThat(survival.get(23)).isCloseTo(0.448, within(5e-4));
        assertThat(curve.quantile(0.5)).isEqualTo(23);
        assertThat(curve.quantile(0.25)).isEqualTo(13);
        assertThat(curve.quantile(0.9)).isEqualTo(-1);
    }

    /**
     * The first 27 months of 305 breast cancer patients, dead of it at 10, 16, 23 and 27, of other causes at 18 and 26,
     * last seen alive at 7, 14 and 24: J. M. Satagopan and others, A note on competing risks in survival data analysis,
     * British Journal of Cancer 91 (2004), table 2 (0.3, 0.6, 0.9, 1.2 %).
     */
    @Test
    void aalenAndJohansen() {
        var cancer = new int[100];
        var others = new int[100];
        var alive = new int[100];
        for (var month : new int[] {10, 16, 23, 27}) {
            cancer[month]++;
        }
        others[18]++;
        others[26]++;
        alive[7]++;
        alive[14]++;
        alive[24]++;
        alive[99] = 305 - 9;
        var atRisk = new double[] {304, 302, 301, 300, 298, 297};
        var lasting = new double[7];
        lasting[0] = 1;
        for (var i = 0; i < 6; i++) {
            lasting[i + 1] = lasting[i] * (atRisk[i] - 1) / atRisk[i];
        }
        var expected = lasting[0] / 304 + lasting[1] / 302 + lasting[3] / 300 + lasting[5] / 297;
        assertThat(AalenJohansen.incidence(cancer, others, alive))
                .isCloseTo(expected, within(1e-9))
                .isCloseTo(0.012, within(2e-3));
        assertThat(AalenJohansen.incidence(new int[] {0, 3}, new int[] {0, 0, 5}, new int[0]))
                .as("without any on the way it is the plain share")
                .isCloseTo(3.0 / 8, within(1e-12));
        assertThat(AalenJohansen.incidence(new int[0], new int[0], new int[0])).isNaN();
    }

    /**
     * Tumours of rats: A. Gelman and others, Bayesian Data Analysis (2013), section 5.1: Beta(1.4, 8.6) from 70 earlier
     * groups, and 4 of 14 now give Beta(5.4, 18.6).
     */
    @Test
    void betaAndBinomial() {
        var prior = new BetaBinomial(1.4 / 10, 10);
        assertThat(prior.mean(4, 14)).isCloseTo(5.4 / 24, within(1e-9));
        assertThat(prior.shrunk(4, 14).effectiveSample()).isCloseTo(24, within(1e-9));
    }

    /** The correlation within groups is that of a one-way analysis of variance over the single deals. */
    @Test
    void theStrengthComesFromTheVarianceBetweenGroups() {
        var random = new Random(7);
        for (var round = 0; round < 50; round++) {
            var groups = 2 + random.nextInt(10);
            var good = new long[groups];
            var sizes = new long[groups];
            for (var i = 0; i < groups; i++) {
                sizes[i] = 5 + random.nextInt(60);
                var share = random.nextDouble();
                good[i] = random.ints(sizes[i])
                        .mapToDouble(r -> random.nextDouble())
                        .filter(r -> r < share)
                        .count();
            }
            var all = Arrays.stream(sizes).sum();
            var mean = (double) Arrays.stream(good).sum() / all;
            double between = 0;
            double inside = 0;
            double squares = 0;
            for (var i = 0; i < groups; i++) {
                var own = (double) good[i] / sizes[i];
                squares += (double) sizes[i] * sizes[i];
                for (var deal = 0; deal < sizes[i]; deal++) {
                    var value = deal < good[i] ? 1 : 0;
                    between += (own - mean) * (own - mean);
                    inside += (value - own) * (value - own);
                }
            }
            between /= groups - 1;
            inside /= all - groups;
            var size = (all - squares / all) / (groups - 1);
            var correlation = (between - inside) / (between + (size - 1) * inside);
            var strength = correlation <= 0 ? all : Math.min(all, Math.max(1, (1 - correlation) / correlation));
            assertThat(BetaBinomial.of(good, sizes).strength()).isCloseTo(strength, within(1e-6 * strength));
        }
    }

    @Test
    void twoSharesAreToldApartAsALibraryDoes() {
        var random = new Random(3);
        var exact = 0;
        for (var round = 0; round < 500; round++) {
            var n1 = 1 + random.nextInt(round % 2 == 0 ? 12 : 300);
            var n2 = 1 + random.nextInt(400);
            var x1 = random.nextInt(n1 + 1);
            var x2 = random.nextInt(n2 + 1);
            if (x1 + x2 == 0 || x1 + x2 == n1 + n2) {
                assertThat(TwoProportionTest.pValue(x1, n1, x2, n2)).isEqualTo(1);
                continue;
            }
            var fewest = (double) Math.min(n1, n2) * Math.min(x1 + x2, n1 + n2 - x1 - x2) / (n1 + n2);
            exact += fewest < 5 ? 1 : 0;
            var expected = fewest < 5
                    ? FisherExactTest.withDefaults()
                            .with(AlternativeHypothesis.TWO_SIDED)
                            .test(new int[][] {{x1, n1 - x1}, {x2, n2 - x2}})
                            .getPValue()
                    : ChiSquareTest.withDefaults()
                            .test(new long[][] {{x1, n1 - x1}, {x2, n2 - x2}})
                            .getPValue();
            assertThat(TwoProportionTest.pValue(x1, n1, x2, n2)).isCloseTo(expected, within(1e-9));
        }
        assertThat(exact).isBetween(50, 450);
    }

    /** Y. Benjamini, Y. Hochberg (1995), section 4.1: of fifteen p values the four smallest stand at 0.05. */
    @Test
    void theFalseDiscoveryRate() {
        var published = new double[] {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };
        var adjusted = BenjaminiHochberg.adjusted(published);
        assertThat(Arrays.stream(adjusted).filter(p -> p <= 0.05).count()).isEqualTo(4);
        assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
    }

    @Test
    void lengthsAreKeptToTheMinuteOrToAThousandth() {
        for (var minutes = 0L; minutes < 40_000_000; minutes = minutes < 5000 ? minutes + 1 : minutes * 101 / 100) {
            var code = DurationBucket.code(minutes * 60_000_000 + 59_999_999);
            assertThat(DurationBucket.minutes(code)).isBetween(minutes - minutes / 1000, minutes);
            assertThat(DurationBucket.code(DurationBucket.minutes(code) * 60_000_000))
                    .isEqualTo(code);
            assertThat(minutes >= 2048 || DurationBucket.minutes(code) == minutes)
                    .isTrue();
        }
    }
}
