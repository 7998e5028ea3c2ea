package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.refusal.NotInTimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FittingMemoryTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final FittingMemory memory = new FittingMemory(() -> 100);

    @Test
    void whatDoesNotFitWaits() throws Exception {
        memory.take(60);
        var second = CompletableFuture.runAsync(() -> memory.take(60));
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(second).isNotDone();
        memory.give(60);
        second.get(30, TimeUnit.SECONDS);
        assertThat(memory.taken()).isEqualTo(60);
    }

    @Test
    void whatNeverFitsHasAllOfItAlone() throws Exception {
        memory.take(500);
        assertThat(memory.taken()).isEqualTo(500);
        var other = CompletableFuture.runAsync(() -> memory.take(1));
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(other).isNotDone();
        memory.give(500);
        other.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsInVain() {
        memory.take(100);
        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(200), "late").during(() -> {
                    memory.take(1);
                    return null;
                }))
                .isInstanceOf(NotInTimeException.class);
        assertThat(memory.taken()).isEqualTo(100);
    }

    /** However many questions have it. */
    @Test
    void aModelInHandIsCountedOnce() {
        var model = Model.fit(new TrainingData(List.of(), 1, 10));
        Deadline.in(LONG, "one").during(() -> {
            memory.lend(model);
            Deadline.in(LONG, "other").during(() -> {
                memory.lend(model);
                return null;
            });
            assertThat(memory.taken()).isEqualTo(model.bytes());
            return null;
        });
        assertThat(memory.taken()).isZero();
    }
}
