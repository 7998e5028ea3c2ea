package dealflow.forecast.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.forecast.refusal.NotInTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work is divided, and comes together as if it had not been. */
class ForkedTest {

    private static final List<Integer> NUMBERS =
            IntStream.range(0, 50_001).boxed().toList();

    @Test
    void everythingIsDoneOnceAndStaysInItsOrder() {
        var threads = ConcurrentHashMap.<Thread>newKeySet();

        var again = Forked.many(
                NUMBERS,
                some -> {
                    threads.add(Thread.currentThread());
                    return new ArrayList<>(some);
                },
                (one, other) -> {
                    one.addAll(other);
                    return one;
                });

        assertThat(again).isEqualTo(NUMBERS);
        assertThat(threads).hasSizeGreaterThan(1).contains(Thread.currentThread());
        assertThat(Forked.each(NUMBERS, some -> some)).isEqualTo(NUMBERS);
        assertThat(Forked.each(List.of(7), some -> some)).containsExactly(7);
    }

    @Test
    void twoThingsAtOnceStayApart() {
        var both = Forked.both(() -> NUMBERS.get(0), () -> Thread.currentThread());

        assertThat(both.getKey()).isZero();
        assertThat(both.getValue()).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void aLongJobOfTheServiceTakesOneThread() {
        var threads = Computations.givingWay(Duration.ZERO)
                .during(() -> Forked.runs(NUMBERS.size(), (from, to) -> Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void nothingIsOneRunOfNothing() {
        assertThat(Forked.many(List.of(), List::size, Integer::sum)).isZero();
        assertThat(Forked.each(List.of(), some -> some)).isEmpty();
    }

    @Test
    void whatFailsInAnotherThreadFailsHere() {
        assertThatThrownBy(() -> Forked.runs(NUMBERS.size(), (from, to) -> {
                    if (from > 0) {
                        throw new IllegalArgumentException("from " + from);
                    }
                    return to;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("from ");
    }

    @Test
    void noThreadGoesOnAfterTheDeadline() {
        var stopped = Set.copyOf(Deadline.in(Duration.ZERO, "somebody")
                .during(() -> Forked.runs(NUMBERS.size(), (from, to) -> {
                    try {
                        for (var number : Deadline.over(NUMBERS.subList(from, to))) {
                            assertThat(number).isNull();
                        }
                        return false;
                    } catch (NotInTimeException e) {
                        return true;
                    }
                })));

        assertThat(stopped).containsExactly(true);
    }
}
