package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.Direction;
import dealflow.contract.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a re-implementation that asks one deal at a time; a failure names its seed. */
class CohortTest {

    private static final Instant FROM = RandomLives.START.plus(Duration.ofDays(10));
    private static final Instant TO = RandomLives.START.plus(Duration.ofDays(50));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyStageIsReachedByThoseWhoReachedItOrALaterOne(long seed) {
        var lives = new RandomLives(seed).lives(300);
        for (var within : new Duration[] {null, Duration.ofDays(7)}) {
            var cohort = new Cohort(RandomLives.PIPELINE, lives, FROM, TO, within, Filter.NONE);
            for (var stage : List.of("a", "b", "c")) {
                assertThat(cohort.reached(stage)).as(stage).hasSize(naiveReached(lives, stage, within));
            }
            assertThat(cohort.with(Status.WON).size()
                            + cohort.with(Status.LOST).size()
                            + cohort.with(Status.OPEN).size()
                            + cohort.with(Status.LEAD).size())
                    .isEqualTo(cohort.lives().size());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void ratesCountTheOpenOnesApart(long seed) {
        var cohort = new Cohort(RandomLives.PIPELINE, new RandomLives(seed).lives(300), FROM, TO, null, Filter.NONE);
        var base = cohort.reached("b");
        var reached = cohort.reached("c");
        var rate = cohort.rate(base, reached, 1);
        assertThat(rate.numerator().intValue()).isEqualTo(reached.size());
        assertThat(rate.denominator().intValue()).isEqualTo(base.size());
        assertThat(rate.open())
                .isEqualTo(base.stream()
                        .filter(life ->
                                reached.stream().noneMatch(other -> other.deal().equals(life.deal())))
                        .filter(life -> life.last().status() == Status.OPEN)
                        .count());
    }

    @Test
    void theReasonOfALossIsThatOfTheMove() {
        var at = RandomLives.START;
        var lost = state(at, Direction.LOST, Status.LOST, "price");
        var paid = state(at.plusSeconds(1), null, Status.LOST, null);
        var reopened = state(at.plusSeconds(2), Direction.REOPENED, Status.OPEN, "they called");
        assertThat(new Life(UUID.randomUUID(), List.of(lost, paid)).lostBecause())
                .contains("price");
        assertThat(new Life(UUID.randomUUID(), List.of(lost, reopened)).lostBecause())
                .isEmpty();
    }

    private static DealState state(Instant at, Direction direction, Status status, String reason) {
        return new DealState(at, direction, status, "a", "ann", null, null, null, null, null, reason);
    }

    private static int naiveReached(List<Life> lives, String stage, Duration within) {
        var count = 0;
        for (var life : lives) {
            Instant entry = null;
            var reached = false;
            for (var state : life.states()) {
                if (entry == null && state.status() == Status.OPEN) {
                    entry = state.at();
                }
                var counts = entry != null && (within == null || !state.at().isAfter(entry.plus(within)));
                var far = state.status() == Status.WON
                        || state.status() == Status.OPEN && state.stage().compareTo(stage) >= 0;
                reached |= counts && far;
            }
            if (entry != null && !entry.isBefore(FROM) && entry.isBefore(TO) && reached) {
                count++;
            }
        }
        return count;
    }
}
