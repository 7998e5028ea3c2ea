package dealflow.contract.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** However sends fail: each deal's events arrive in order, without a gap, and what was not acknowledged is sent again. */
class OrderedSendsTest {

    @RepeatedTest(200)
    void failuresNeitherReorderNorLoseEvents(RepetitionInfo repetition) throws InterruptedException {
        var random = new Random(repetition.getCurrentRepetition());
        var rows = rows(random);
        var arrived = new HashMap<String, List<Long>>();
        var left = new ArrayList<>(rows);
        for (var round = 0; !left.isEmpty(); round++) {
            assertThat(round).isLessThan(1000);
            left.removeAll(send(left, arrived, random));
        }
        for (var deal : rows.stream().map(OutboxRow::key).collect(Collectors.toSet())) {
            var versions = rows.stream().filter(row -> row.key().equals(deal)).count();
            assertThat(arrived.get(deal).stream().distinct())
                    .as("first arrivals of %s", deal)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions).boxed().toList());
        }
    }

    /** A broker that refuses some, and of others only the answer is lost. */
    private static List<OutboxRow> send(List<OutboxRow> rows, HashMap<String, List<Long>> arrived, Random random)
            throws InterruptedException {
        var sends = new OrderedSends(
                rows,
                row -> {
                    if (random.nextInt(40) == 0) {
                        throw new IllegalStateException("no room");
                    }
                    if (random.nextInt(20) == 0) {
                        return CompletableFuture.failedFuture(new IllegalStateException("refused"));
                    }
                    arrived.computeIfAbsent(row.key(), any -> new ArrayList<>()).add(row.version());
                    return random.nextInt(20) == 0
                            ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
                            : CompletableFuture.completedFuture(null);
                },
                () -> {});
        return sends.send();
    }

    private static List<OutboxRow> rows(Random random) {
        var versions = new HashMap<Integer, Long>();
        return LongStream.range(0, 200)
                .mapToObj(id -> {
                    var deal = random.nextInt(12);
                    return row(deal % 4, id, "deal-" + deal, versions.merge(deal, 1L, Long::sum));
                })
                .toList();
    }

    @Test
    void aFailureStopsItsOwnBucketOnly() throws InterruptedException {
        var rows = List.of(row(0, 1, "a", 1), row(1, 2, "b", 1), row(0, 3, "a", 2), row(1, 4, "b", 2));
        Set<Long> tried = new HashSet<>();
        var sends = new OrderedSends(
                rows,
                row -> {
                    tried.add(row.id());
                    return row.id() == 1
                            ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                            : CompletableFuture.completedFuture(null);
                },
                () -> {});

        assertThat(sends.send()).extracting(OutboxRow::id).containsExactly(2L, 4L);

        assertThat(tried).doesNotContain(3L);
        assertThatThrownBy(sends::throwFailure)
                .hasMessageContaining("event 1 of a")
                .hasMessageContaining("refused");
    }

    @Test
    void anEventThatIsTooLargeStopsItsOwnDealOnly() throws InterruptedException {
        var rows = List.of(row(0, 1, "a", 1), row(0, 2, "b", 1), row(0, 3, "a", 2), row(0, 4, "b", 2));
        var sends = new OrderedSends(
                rows,
                row -> row.id() == 1
                        ? CompletableFuture.failedFuture(new RecordTooLargeException("a megabyte"))
                        : CompletableFuture.completedFuture(null),
                () -> {});

        assertThat(sends.send()).extracting(OutboxRow::id).containsExactly(2L, 4L);

        assertThat(sends.refused()).extracting(OutboxRow::id).containsExactly(1L);
        sends.throwFailure();
    }

    private static OutboxRow row(int bucket, long id, String deal, long version) {
        return new OutboxRow(
                bucket, id, "dealflow.deals.v1", deal, version, "type", "{}", "2026-01-01T00:00:00Z", null);
    }
}
