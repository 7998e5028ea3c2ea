package dealflow.forecast.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaymentDelayTest {

    /**
     * The remission times of the treated group in Freireich et al. (1963), and the estimate as printed in Kleinbaum and Klein,
     * Survival Analysis, 3rd ed., table 2.2.
     */
    @Test
    void equalsAPublishedExample() {
        var waits = new ArrayList<PaymentDelay.Wait>();
        for (var day : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            waits.add(new PaymentDelay.Wait(0, day, true, 1));
        }
        for (var day : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            waits.add(new PaymentDelay.Wait(0, day, false, 1));
        }
        var lag = PaymentDelay.kaplanMeier(waits);
        var days = new int[] {5, 6, 7, 10, 13, 16, 22, 23, 35};
        var printed = new double[] {1, 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482, 0.4482};
        for (var i = 0; i < days.length; i++) {
            assertThat(lag.unpaid(days[i])).isCloseTo(printed[i], within(0.00006));
        }
    }

    @Test
    void whatHasWaitedIsConditionedOnItsAge() {
        var random = new Random(3);
        var waits = new ArrayList<PaymentDelay.Wait>();
        for (var i = 0; i < 500; i++) {
            waits.add(new PaymentDelay.Wait(-30, random.nextInt(70) - 30, true, 1));
        }
        var lag = PaymentDelay.kaplanMeier(waits);
        for (var age : new int[] {-30, -5, 0, 12, 35}) {
            for (var to : new int[] {age, age + 1, age + 20}) {
                var waited = waits.stream().filter(wait -> wait.until() >= age).count();
                var paid = waits.stream()
                        .filter(wait -> wait.until() >= age && wait.until() < to)
                        .count();
                assertThat(lag.paidBefore(age, to)).isCloseTo(paid / (double) waited, within(1e-9));
            }
        }
        assertThat(lag.paidBefore(60, 90)).as("nothing ever came so late").isZero();
    }

    @Test
    void aPartOfAnInstalmentIsAPartOfAnObservation() {
        var halves = List.of(
                new PaymentDelay.Wait(0, 3, true, 0.5),
                new PaymentDelay.Wait(0, 9, true, 0.5),
                new PaymentDelay.Wait(0, 9, true, 1));
        assertThat(PaymentDelay.kaplanMeier(halves).unpaid(3)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aSmallGroupIsDrawnTowardTheLargerOne() {
        var quick = PaymentDelay.kaplanMeier(waits(100, 10));
        var own = waits(10, 30);
        var shrunk = quick.shrunk(PaymentDelay.Seen.of(own), 10);
        assertThat(shrunk.unpaid(10)).isCloseTo(0.5, within(1e-9));
        assertThat(quick.shrunk(PaymentDelay.Seen.of(own), 1e9).unpaid(10)).isCloseTo(quick.unpaid(10), within(1e-6));
        assertThat(quick.shrunk(PaymentDelay.Seen.of(own), 1e-9).unpaid(10)).isCloseTo(1, within(1e-6));
    }

    @Test
    void theTailGoesOnWhereFewAreLeft() {
        var waits = new ArrayList<>(waits(50, 10));
        waits.addAll(waits(4, 40));
        waits.add(new PaymentDelay.Wait(0, 60, false, 1));
        var lag = PaymentDelay.withTail(PaymentDelay.Seen.of(waits));
        assertThat(lag.paidBefore(100, 130)).isBetween(0.1, 0.99);
    }

    @Test
    void packedWaitsAreTheSame() {
        var random = new Random(6);
        for (var round = 0; round < 20; round++) {
            var waits = new ArrayList<PaymentDelay.Wait>();
            var packed = new PaymentDelay.Waits();
            for (var i = random.nextInt(30); i > 0; i--) {
                var from = random.nextInt(1600) - 500;
                var wait = new PaymentDelay.Wait(
                        from, from + random.nextInt(900) - 10, random.nextBoolean(), random.nextDouble());
                waits.add(wait);
                packed.add(wait);
            }
            packed.trim();
            var larger = PaymentDelay.kaplanMeier(waits(100, 10));
            var expected = larger.shrunk(PaymentDelay.Seen.of(waits), 10);
            var actual = larger.shrunk(packed.seen(), 10);
            for (var day = PaymentDelay.FIRST - 1; day <= PaymentDelay.LAST + 1; day++) {
                assertThat(actual.unpaid(day)).isEqualTo(expected.unpaid(day));
            }
            assertThat(packed.paid()).isCloseTo(PaymentDelay.Seen.of(waits).allPaid(), within(1e-12));
        }
    }

    private static List<PaymentDelay.Wait> waits(int count, int day) {
        return java.util.Collections.nCopies(count, new PaymentDelay.Wait(0, day, true, 1));
    }
}
