package dealflow.forecast.attainment;

import dealflow.forecast.calendar.DayTotals;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Whether people have come differently far, or by no more than chance. If all were equally good, each would bring a share of what all
 * brought as large as its share of the targets, and orders that come independently vary by the sum of the squares of their amounts
 * (compound Poisson). The test is Pearson's chi-squared with that dispersion (McCullagh and Nelder, Generalized Linear Models, 4.5).
 */
final class RankTest {

    private static final double LEVEL = 0.05;
    /** Below this many orders for each the distribution is not near enough. */
    private static final int ORDERS_EACH = 5;

    private RankTest() {}

    /** What one has brought of what was aimed at. */
    record Attained(double target, DayTotals.Total closed) {}

    /** Whether ranks say more than chance does; never of fewer than two. */
    static boolean isMoreThanNoise(List<Attained> all) {
        var value = pValue(all);
        return value != null && value < LEVEL;
    }

    /** How often equally good ones would come as far apart; null where there are too few to tell. */
    static Double pValue(List<Attained> all) {
        double targets = 0, amount = 0, squares = 0;
        var orders = 0;
        for (var one : all) {
            targets += one.target();
            amount += one.closed().amount();
            squares += one.closed().squares();
            orders += one.closed().count();
        }
        if (all.size() < 2 || orders < ORDERS_EACH * all.size() || targets <= 0 || squares <= 0) {
            return null;
        }
        var statistic = 0.0;
        for (var one : all) {
            var share = one.target() / targets;
            var off = one.closed().amount() - share * amount;
            statistic += off * off / (share * squares);
        }
        return RegularizedGamma.Q.value((all.size() - 1) / 2.0, statistic / 2);
    }
}
