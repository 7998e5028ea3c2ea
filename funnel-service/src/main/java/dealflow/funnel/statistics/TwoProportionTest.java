package dealflow.funnel.statistics;

import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Whether two shares differ by more than chance: how probable such a difference or a larger one is if they are the same.
 *
 * <p>The pooled two-proportion z test, which is Pearson's chi-squared test of the two-by-two table; where it expects fewer
 * than five in a cell, Fisher's exact test, two-sided by the sum of all tables that are no more probable. Sources: W. G.
 * Cochran, Some methods for strengthening the common chi-squared tests, Biometrics 10 (1954); R. A. Fisher, Statistical
 * Methods for Research Workers (1934).
 */
public final class TwoProportionTest {

    private static final double FEWEST = 5;
    /** Tables that are as probable as the one seen, but for rounding. */
    private static final double SAME = 1 + 1e-7;

    private TwoProportionTest() {}

    /**
     * @param n1 of how many {@code x1} are; 0 gives no evidence, like {@code n2}
     * @return the p value, from 0 to 1
     */
    public static double pValue(long x1, long n1, long x2, long n2) {
        var successes = x1 + x2;
        var all = n1 + n2;
        if (n1 == 0 || n2 == 0 || successes == 0 || successes == all) {
            return 1;
        }
        var fewest = (double) Math.min(n1, n2) * Math.min(successes, all - successes) / all;
        return fewest < FEWEST ? fisher(x1, n1, successes, all) : zTest(x1, n1, x2, n2);
    }

    /** How it is told of many of them at once, corrected by {@link BenjaminiHochberg}. */
    public static Notice correctedOver(String comparisons) {
        return new Notice(
                NoticeCode.TWO_PROPORTION_TEST,
                "two-proportion z test, or Fisher's exact test where fewer than 5 are expected in a cell, "
                        + "Benjamini-Hochberg over all %s, below %s".formatted(comparisons, BenjaminiHochberg.LIMIT),
                NoticeValues.ofLevel(BenjaminiHochberg.LIMIT));
    }

    private static double zTest(long x1, long n1, long x2, long n2) {
        var pooled = (double) (x1 + x2) / (n1 + n2);
        var error = Math.sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        return Erfc.value(Math.abs((double) x1 / n1 - (double) x2 / n2) / error / Math.sqrt(2));
    }

    /** By the ratios of neighbouring probabilities, so that nothing has to be computed but products. */
    private static double fisher(long x, long n, long successes, long all) {
        var sum = 1.0;
        var extreme = 1.0;
        var weight = 1.0;
        for (var k = x; k < Math.min(n, successes); k++) {
            weight *= (double) (successes - k) * (n - k) / ((k + 1.0) * (all - successes - n + k + 1.0));
            sum += weight;
            extreme += weight <= SAME ? weight : 0;
        }
        weight = 1.0;
        for (var k = x; k > Math.max(0, n + successes - all); k--) {
            weight *= k * (all - successes - n + k + 0.0) / ((successes - k + 1.0) * (n - k + 1.0));
            sum += weight;
            extreme += weight <= SAME ? weight : 0;
        }
        return Math.min(1, extreme / sum);
    }
}
