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

    private final FittingMemory room = new FittingMemory(100);

    @Test
    void whatDoesNotFitWaits() throws Exception {
        room.take(60);
        var second = CompletableFuture.runAsync(() -> room.take(60));
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(second).isNotDone();
        room.give(60);
        second.get(30, TimeUnit.SECONDS);
        assertThat(room.taken()).isEqualTo(60);
    }

    @Test
    void whatNeverFitsHasAllOfItAlone() throws Exception {
        room.take(500);
        assertThat(room.taken()).isEqualTo(500);
        var other = CompletableFuture.runAsync(() -> room.take(1));
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(other).isNotDone();
        room.give(500);
        other.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsInVain() {
        room.take(100);
        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(200), "late").during(() -> {
                    room.take(1);
                    return null;
                }))
                .isInstanceOf(NotInTimeException.class);
        assertThat(room.taken()).isEqualTo(100);
    }

    /** However many questions have it. */
    @Test
    void aModelInHandIsCountedOnce() {
        var model = Model.fit(new TrainingData(List.of(), 1, 10));
        Deadline.in(LONG, "one").during(() -> {
            room.lend(model);
            Deadline.in(LONG, "other").during(() -> {
                room.lend(model);
                return null;
            });
            assertThat(room.taken()).isEqualTo(model.bytes());
            return null;
        });
        assertThat(room.taken()).isZero();
    }
}
