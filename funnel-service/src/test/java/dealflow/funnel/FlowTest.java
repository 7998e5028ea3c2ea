package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The balance over random histories; a failure names its seed. */
class FlowTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theFlowBalancesForAnyWindowAndFilter(long seed) {
        var lives = new RandomLives(seed).lives(200);
        var random = new Random(seed);
        for (var filter : List.of(
                Filter.NONE,
                new Filter("ann", null, null, null, null),
                new Filter(null, "team-bob", null, null, null),
                new Filter("ann", "team-bob", null, null, null))) {
            var from = RandomLives.START.plusSeconds(86_400L * random.nextInt(80));
            var to = from.plusSeconds(86_400L * (1 + random.nextInt(40)));
            var stages = Flow.byStage(lives, from, to, filter);
            stages.forEach((stage, flow) -> {
                assertThat(flow.balance()).as(stage).isEqualTo(flow.closing());
                assertThat(flow.opening()).as(stage).isEqualTo(naive(lives, stage, filter, from));
                assertThat(flow.closing()).as(stage).isEqualTo(naive(lives, stage, filter, to));
            });
            var total = Flow.sum(stages.values());
            assertThat(total.balance()).isEqualTo(total.closing());
            assertThat(total.forwardIn()).isEqualTo(total.forwardOut());
            assertThat(total.backwardIn()).isEqualTo(total.backwardOut());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void withoutAFilterNothingIsTransferred(long seed) {
        var total = Flow.sum(Flow.byStage(
                        new RandomLives(seed).lives(100),
                        RandomLives.START,
                        RandomLives.START.plusSeconds(86_400 * 200),
                        Filter.NONE)
                .values());
        assertThat(total.transferredIn()).isEqualTo(Total.NOTHING);
        assertThat(total.transferredOut()).isEqualTo(Total.NOTHING);
        assertThat(total.in().count()).isPositive();
        assertThat(total.reopened().count()).isPositive();
    }

    /** What is in a stage just before a moment, counted one by one. */
    private static Total naive(List<Life> lives, String stage, Filter filter, Instant moment) {
        var count = 0;
        var amount = BigDecimal.ZERO;
        for (var life : lives) {
            DealState last = null;
            for (var state : life.states()) {
                if (state.at().compareTo(moment) < 0) {
                    last = state;
                }
            }
            if (last != null && last.stage().equals(stage) && filter.test(last)) {
                count++;
                amount = amount.add(last.amount() == null ? BigDecimal.ZERO : last.amount());
            }
        }
        return new Total(count, amount.setScale(2));
    }
}
