package dealflow.forecast.attainment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.attainment.RankTest.Attained;
import dealflow.forecast.calendar.DayTotals;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranks of people who are alike are told as seldom as the test says, and those of people who are not, are told. */
class RankTestTest {

    /** Of orders of one amount it is Pearson's test of counts: 40 and 20 where 30 and 30 were due, 6.667 at one degree of freedom. */
    @Test
    void ofEqualAmountsItIsTheTestOfCounts() {
        var both = List.of(attained(100, 40, 100), attained(100, 20, 100));
        assertThat(RankTest.pValue(both)).isCloseTo(0.009823, within(1e-6));
        assertThat(RankTest.isMoreThanNoise(both)).isTrue();
        assertThat(RankTest.isMoreThanNoise(List.of(attained(100, 32, 100), attained(100, 28, 100))))
                .isFalse();
    }

    @Test
    void ofTooFewNothingIsTold() {
        assertThat(RankTest.pValue(List.of(attained(100, 40, 100)))).isNull();
        assertThat(RankTest.pValue(List.of(attained(100, 8, 100), attained(100, 1, 100))))
                .isNull();
        assertThat(RankTest.pValue(List.of())).isNull();
    }

    private static Attained attained(double target, int orders, double each) {
        return new Attained(target, new DayTotals.Total(orders, orders * each, orders * each * each));
    }

    @Test
    void equallyGoodOnesAreRankedOnceInTwentyTimes() {
        var random = new Random(3);
        var told = 0;
        for (var i = 0; i < 2000; i++) {
            var people = IntStream.range(0, 6)
                    .mapToObj(person -> drawn(random, 1 + person % 3, 12))
                    .toList();
            told += RankTest.isMoreThanNoise(people) ? 1 : 0;
        }
        assertThat(told / 2000.0).isBetween(0.02, 0.07);
    }

    @Test
    void oneWhoBringsTwiceAsMuchIsSeen() {
        var random = new Random(4);
        var told = 0;
        for (var i = 0; i < 500; i++) {
            var people = IntStream.range(0, 6)
                    .mapToObj(person -> drawn(random, 2, person == 0 ? 20 : 10))
                    .toList();
            told += RankTest.isMoreThanNoise(people) ? 1 : 0;
        }
        assertThat(told / 500.0).isGreaterThan(0.5);
    }

    /** Orders come as a Poisson process whose rate is in proportion to the target; amounts are skewed. */
    private static Attained drawn(Random random, double target, double ordersPerTarget) {
        var totals = new DayTotals();
        var mean = target * ordersPerTarget;
        for (var at = -Math.log(random.nextDouble()); at < mean; at -= Math.log(random.nextDouble())) {
            totals.add(1, 1000 * Math.exp(0.5 * random.nextGaussian()));
        }
        return new Attained(target, totals.between(0, 2));
    }
}
