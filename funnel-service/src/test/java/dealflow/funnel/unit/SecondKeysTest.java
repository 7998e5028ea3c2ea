package dealflow.funnel.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Keys order as seconds and numbers do, at the bounds too, and a number that does not fit is refused instead of taken for another. */
class SecondKeysTest {

    private static final long FIRST = micros("1900-01-01T00:00:00Z");
    private static final long LAST = micros("2200-12-31T23:59:59Z");

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    @Test
    void orderLikeSecondsAndThenNumbers() {
        var random = new Random(1);
        var numbers = new int[] {0, 1, 1 << 28, SecondKeys.MOST - 1};
        var moments = LongStream.concat(
                        LongStream.of(FIRST, LAST, 0, -1, 999_999, 1_000_000), random.longs(100, FIRST, LAST))
                .toArray();
        for (var one : moments) {
            for (var other : moments) {
                for (var number : numbers) {
                    for (var another : numbers) {
                        var seconds = Long.compare(Math.floorDiv(one, 1_000_000), Math.floorDiv(other, 1_000_000));
                        assertThat(Long.signum(Long.compare(SecondKeys.of(one, number), SecondKeys.of(other, another))))
                                .isEqualTo(
                                        seconds != 0
                                                ? Long.signum(seconds)
                                                : Integer.signum(Integer.compare(number, another)));
                    }
                    assertThat(SecondKeys.number(SecondKeys.of(one, number))).isEqualTo(number);
                }
            }
        }
    }

    @Test
    void refuseWhatDoesNotFit() {
        assertThatThrownBy(() -> SecondKeys.of(0, SecondKeys.MOST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecondKeys.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
