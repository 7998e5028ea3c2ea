package dealflow.forecast.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.forecast.refusal.CallerBusyException;
import dealflow.forecast.refusal.NotInTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What callers ask is computed once, for as long as somebody waits, and one of each caller at a time. */
class ComputationsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private record Key(String name) {}

    /** Computes until it is told to end, or nobody waits any more. */
    private static final class Work implements Supplier<String> {
        final AtomicInteger begun = new AtomicInteger();
        final CountDownLatch running = new CountDownLatch(1);
        final CountDownLatch stopped = new CountDownLatch(1);
        volatile boolean done;

        @Override
        public String get() {
            begun.incrementAndGet();
            running.countDown();
            try {
                while (!done) {
                    Deadline.check();
                    Thread.onSpinWait();
                }
                return "done";
            } finally {
                stopped.countDown();
            }
        }
    }

    private static CompletableFuture<String> ask(Deadline deadline, Memo memo, String name, Supplier<String> work) {
        return CompletableFuture.supplyAsync(
                () -> deadline.during(() -> memo.of(new Key(name), work)), task -> new Thread(task).start());
    }

    private static void awaits(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theServicesOwnJobsLetCallersPassButNotForEver() throws Exception {
        var work = new Work();
        var asked = ask(Deadline.in(LONG, "ann"), new Memo(), "a", work);
        awaits(work.running);
        var began = System.nanoTime();
        Computations.letCallersPass(Duration.ofMillis(300));
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(300_000_000);

        var waits = CompletableFuture.runAsync(() -> {
            try {
                Computations.letCallersPass(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(100);
        assertThat(waits).isNotDone();
        work.done = true;
        assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        waits.get(30, TimeUnit.SECONDS);
    }

    /** As many callers ask as there are processors. */
    @Test
    void aStepOfTheServicesOwnPausesWhileCallersWantAllProcessors() throws Exception {
        var asked = new ArrayList<CompletableFuture<String>>();
        var works = new ArrayList<Work>();
        for (var i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            works.add(new Work());
            asked.add(ask(Deadline.in(LONG, "asks " + i), new Memo(), "own", works.get(i)));
        }
        for (var work : works) {
            awaits(work.running);
        }
        var step = CompletableFuture.runAsync(() -> Computations.givingWay(LONG).during(() -> {
            Deadline.check();
            return null;
        }));
        var briefly = Computations.givingWay(Duration.ofMillis(200));
        var began = System.nanoTime();
        briefly.during(() -> {
            Deadline.check();
            Deadline.check();
            return null;
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(200), LONG.dividedBy(2));
        assertThat(step).isNotDone();
        works.get(0).done = true;
        step.get(30, TimeUnit.SECONDS);
        works.forEach(work -> work.done = true);
        for (var answer : asked) {
            answer.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void equalQuestionsAreComputedOnceAndKept() throws Exception {
        var memo = new Memo();
        var work = new Work();
        var asked = new ArrayList<CompletableFuture<String>>();
        for (var i = 0; i < 8; i++) {
            asked.add(ask(Deadline.in(LONG, "caller " + i % 4), memo, "same", work));
        }
        awaits(work.running);
        work.done = true;
        for (var answer : asked) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(ask(Deadline.in(LONG, "another"), memo, "same", work).get(30, TimeUnit.SECONDS))
                .isEqualTo("done");
        assertThat(work.begun).hasValue(1);
    }

    @Test
    void whoHasNoTimeLeftIsToldAndNothingIsComputedOn() throws Exception {
        var work = new Work();
        var late = ask(Deadline.in(Duration.ofMillis(200), "late"), new Memo(), "slow", work);
        assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NotInTimeException.class);
        awaits(work.stopped);
    }

    @Test
    void whatOneLeavesIsComputedOnForAnother() throws Exception {
        var memo = new Memo();
        var work = new Work();
        var first = Deadline.in(LONG, "first");
        var gone = ask(first, memo, "shared", work);
        awaits(work.running);
        var stays = ask(Deadline.in(LONG, "second"), memo, "shared", work);
        first.leave();
        assertThatThrownBy(() -> gone.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(NotInTimeException.class);
        work.done = true;
        assertThat(stays.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    }

    /** What is needed for a question is computed in its thread, and ends with it. */
    @Test
    void whatIsComputedForAQuestionEndsWithIt() throws Exception {
        var memo = new Memo();
        var part = new Work();
        var asker = Deadline.in(LONG, "asker");
        var asked = ask(asker, memo, "whole", () -> memo.of(new Key("part"), part));
        awaits(part.running);
        asker.leave();
        awaits(part.stopped);
        assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(NotInTimeException.class);
    }

    @Test
    void aCallerHasOneUnderWayAndWhatIsKnownIsAnsweredAllTheSame() throws Exception {
        var memo = new Memo();
        memo.of(new Key("known"), () -> "known");
        var slow = new Work();
        var asker = Deadline.in(LONG, "busy");
        var first = ask(asker, memo, "slow", slow);
        awaits(slow.running);
        var second = ask(Deadline.in(LONG, "busy"), memo, "other", () -> "other");
        assertThat(ask(Deadline.in(LONG, "busy"), memo, "known", () -> "new").get(1, TimeUnit.SECONDS))
                .isEqualTo("known");
        assertThat(ask(Deadline.in(LONG, "idle"), memo, "another", () -> "another")
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo("another");
        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CallerBusyException.class);
        slow.done = true;
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(ask(Deadline.in(LONG, "busy"), memo, "other", () -> "other").get(30, TimeUnit.SECONDS))
                .isEqualTo("other");
    }

    @Test
    void aFailureIsToldToAllAndNotKept() {
        var memo = new Memo();
        assertThatThrownBy(() -> ask(Deadline.in(LONG, "unlucky"), memo, "fails", () -> {
                            throw new IllegalStateException("broken");
                        })
                        .get(30, TimeUnit.SECONDS))
                .hasRootCauseMessage("broken");
        assertThat(memo.<String>of(new Key("fails"), () -> "mended")).isEqualTo("mended");
    }

    private record Heavy(long bytes) implements ComputationCache.Sized {}

    @Test
    void whatIsKeptIsBoundedByWeight() {
        var memo = new Memo();
        var share = HeapShare.of(ComputationCache.SHARE);
        for (var i = 0; i < 100; i++) {
            memo.of(new Key("heavy " + i), () -> new Heavy(share / 10));
        }
        assertThat(ComputationCache.bytes()).isPositive().isLessThanOrEqualTo(share);
    }

    @Test
    void whatTheDealsTakeIsNotForAnswers() {
        var memo = new Memo();
        var before = HeapShare.of(ComputationCache.SHARE);
        for (var i = 0; i < 20; i++) {
            memo.of(new Key("beside deals " + i), () -> new Heavy(before / 20));
        }
        try {
            HeapShare.occupiedByDeals(Runtime.getRuntime().maxMemory() / 2);
            var share = HeapShare.of(ComputationCache.SHARE);
            assertThat(share).isLessThan(before * 2 / 3);
            assertThat(ComputationCache.bytes()).isPositive().isLessThanOrEqualTo(share);
        } finally {
            HeapShare.occupiedByDeals(0);
        }
        assertThat(HeapShare.of(ComputationCache.SHARE)).isEqualTo(before);
    }

    @Test
    void answersGoWithTheirModel() {
        var memo = new Memo();
        var part = memo.part();
        var other = new Memo();
        memo.of(new Key("whole"), () -> "whole");
        part.of(new Key("part"), () -> "part");
        other.of(new Key("other"), () -> "other");
        var before = ComputationCache.bytes();
        memo.forget();
        assertThat(ComputationCache.bytes()).isLessThan(before);
        assertThat(ComputationCache.isKept(new ComputationCache.Key(memo, new Key("whole"))))
                .isFalse();
        assertThat(ComputationCache.isKept(new ComputationCache.Key(part, new Key("part"))))
                .isFalse();
        assertThat(ComputationCache.isKept(new ComputationCache.Key(other, new Key("other"))))
                .isTrue();
        assertThat(memo.<String>of(new Key("later"), () -> "later")).isEqualTo("later");
        assertThat(ComputationCache.isKept(new ComputationCache.Key(memo, new Key("later"))))
                .isFalse();
    }
}
