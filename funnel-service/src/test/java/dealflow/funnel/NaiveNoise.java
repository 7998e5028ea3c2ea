package dealflow.funnel;

import dealflow.contract.deal.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Whether two shares differ by more than noise, by whole tables and whole sums. */
final class NaiveNoise {

    private static final double FEWEST = 5;
    private static final int STEPS = 100_000;

    private NaiveNoise() {}

    /** How many are lost in a stage, and how many have reached it, among the deals of a product or among the others. */
    static int[] counts(Naive naive, String stage, String product, boolean own) {
        var counts = new int[2];
        for (var deal : naive.cohort()) {
            if (Objects.equals(product, naive.segment(deal).product()) == own
                    && deal.reachedAt(java.util.List.of("a", "b", "c").indexOf(stage)) != null) {
                counts[1]++;
            }
            if (Objects.equals(product, naive.segment(deal).product()) == own
                    && deal.is(Status.LOST)
                    && deal.lastStage().equals(stage)) {
                counts[0]++;
            }
        }
        return counts;
    }

    static double pValue(int x1, int n1, int x2, int n2) {
        var share = (double) (x1 + x2) / (n1 + n2);
        if (share == 0 || share == 1) {
            return 1;
        }
        for (var expected : new double[] {n1 * share, n1 * (1 - share), n2 * share, n2 * (1 - share)}) {
            if (expected < FEWEST - 1e-9) {
                return fisher(x1, n1, x1 + x2, n1 + n2);
            }
        }
        var z = ((double) x1 / n1 - (double) x2 / n2) / Math.sqrt(share * (1 - share) * (1.0 / n1 + 1.0 / n2));
        return 1 - 2 * upTo(Math.abs(z));
    }

    /** The normal density from 0 on, by the trapezoidal rule. */
    private static double upTo(double z) {
        var step = z / STEPS;
        var sum = (density(0) + density(z)) / 2;
        for (var i = 1; i < STEPS; i++) {
            sum += density(i * step);
        }
        return step * sum;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** All tables with these margins that are no more probable than the one that was seen. */
    private static double fisher(int x, int n, int successes, int all) {
        var seen = tables(x, n, successes, all);
        var extreme = BigInteger.ZERO;
        for (var k = Math.max(0, n + successes - all); k <= Math.min(n, successes); k++) {
            var tables = tables(k, n, successes, all);
            extreme = tables.compareTo(seen) <= 0 ? extreme.add(tables) : extreme;
        }
        return new BigDecimal(extreme)
                .divide(new BigDecimal(choose(all, n)), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger tables(int x, int n, int successes, int all) {
        return choose(successes, x).multiply(choose(all - successes, n - x));
    }

    private static BigInteger choose(int n, int k) {
        var ways = BigInteger.ONE;
        for (var i = 0; i < k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return ways;
    }

    /** Benjamini and Hochberg: for each the least of all that are no smaller, times how many there are, by their rank. */
    static Map<String, Double> adjusted(Map<String, Double> pValues) {
        var adjusted = new TreeMap<String, Double>();
        pValues.forEach((test, p) -> adjusted.put(
                test,
                Math.min(
                        1,
                        pValues.values().stream()
                                .filter(other -> other >= p)
                                .mapToDouble(other -> other
                                        * pValues.size()
                                        / pValues.values().stream()
                                                .filter(smaller -> smaller <= other)
                                                .count())
                                .min()
                                .orElseThrow())));
        return adjusted;
    }
}
