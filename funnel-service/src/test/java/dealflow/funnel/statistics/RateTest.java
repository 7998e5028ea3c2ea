package dealflow.funnel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.funnel.notice.Notice;
import org.junit.jupiter.api.Test;

/** Against the published examples of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
class RateTest {

    @Test
    void theIntervalIsWilsons() {
        interval(81, 263, 0.2553, 0.3662);
        interval(15, 148, 0.0624, 0.1605);
        interval(0, 20, 0, 0.1611);
        interval(1, 29, 0.0061, 0.1718);
    }

    @Test
    void theShareLiesInItsIntervalAlsoWhereItIsAllOrNothing() {
        for (var size = 10; size < 3_000; size++) {
            var all = Rate.of(size, size, 0, 10);
            assertThat(all.high()).isEqualTo(1.0).isEqualTo(all.value());
            assertThat(Rate.of(0, size, 0, 10).low()).isZero();
        }
    }

    @Test
    void aSmallSampleGivesNoValueAndSaysWhy() {
        var rate = Rate.of(3, 9, 1, 10);
        assertThat(rate.value()).isNull();
        assertThat(rate.low()).isNull();
        assertThat(rate.reason()).isEqualTo(Notice.tooFew(9, 10));
        assertThat(rate.reason().message()).isEqualTo("too few: a sample of 9, and at least 10 are needed");
        assertThat(rate.open()).isEqualTo(1);
        assertThat(Rate.of(0, 0, 0, 0).value()).isNull();
    }

    private static void interval(long numerator, long denominator, double low, double high) {
        var rate = Rate.of(numerator, denominator, 0, 10);
        assertThat(rate.value()).isEqualTo((double) numerator / denominator);
        assertThat(rate.low()).isCloseTo(low, within(5e-5));
        assertThat(rate.high()).isCloseTo(high, within(5e-5));
    }
}
