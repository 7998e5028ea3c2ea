package dealflow.forecast.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.calendar.Window;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Orders turned into money, against the sum over each day of an order and each day of its payment. */
class PaymentConvolutionTest {

    private static final int DAYS = 60;

    private final Random random = new Random(4);

    @Test
    void moneyIsTheSumOverDaysOfOrdersAndOfPayments() {
        for (var round = 0; round < 20; round++) {
            var cash = PaymentConvolution.none();
            var expected = new double[3][DAYS + 1];
            for (var flows = 1 + random.nextInt(4); flows > 0; flows--) {
                var won = daily(1);
                var paid = before(daily(1));
                double count = random.nextInt(9), amount = random.nextInt(900), square = random.nextInt(90_000);
                var orders = new PaymentConvolution.Orders(DAYS);
                orders.add(won, count, amount, square);
                cash.add(orders, paid);
                var daily = daily(paid);
                for (var day = 0; day < DAYS; day++) {
                    for (var wait = 0; day + wait < DAYS; wait++) {
                        var part = won[day] * daily[wait];
                        expected[0][day + wait + 1] += count * part;
                        expected[1][day + wait + 1] += amount * part;
                        expected[2][day + wait + 1] += square * part;
                    }
                }
            }
            for (var windows = 0; windows < 30; windows++) {
                var from = random.nextInt(DAYS);
                var window = new Window(from, from + random.nextInt(DAYS + 1 - from));
                var actuals = cash.fresh(window);
                assertThat(actuals.count()).isCloseTo(between(expected[0], window), within(1e-9));
                assertThat(actuals.mean()).isCloseTo(between(expected[1], window), within(1e-7));
                assertThat(actuals.variance()).isCloseTo(between(expected[2], window), within(1e-5));
            }
        }
    }

    private double[] daily(double sum) {
        var values = random.doubles(DAYS).toArray();
        var all = Arrays.stream(values).sum();
        return Arrays.stream(values).map(value -> sum * value / all).toArray();
    }

    private static double[] before(double[] daily) {
        var sums = daily.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }

    private static double[] daily(double[] paid) {
        var daily = paid.clone();
        for (var k = paid.length - 1; k > 0; k--) {
            daily[k] -= paid[k - 1];
        }
        return daily;
    }

    private static double between(double[] daily, Window window) {
        return Arrays.stream(daily, window.from() + 1, window.to() + 1).sum();
    }
}
