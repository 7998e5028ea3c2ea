package dealflow.edge.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.runtime.ShutdownEvent;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

    private final RunningJobs jobs = new RunningJobs();

    @Test
    void theEndWaitsForAJobAndTellsItToLeaveTheRest() throws Exception {
        var begun = new CountDownLatch(1);
        var job = CompletableFuture.supplyAsync(() -> call(() -> {
            begun.countDown();
            while (!jobs.isEnding()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
            return System.nanoTime();
        }));
        begun.await();

        jobs.stop(new ShutdownEvent());

        assertThat(job.get()).isLessThan(System.nanoTime());
    }

    @Test
    void noneBeginsAfterTheEnd() throws Exception {
        jobs.stop(new ShutdownEvent());

        assertThat(call(() -> "done")).isNull();
        assertThat(CompletableFuture.supplyAsync(() -> call(() -> "done")).get())
                .isNull();
    }

    @Test
    void oneThatFailsKeepsNoServiceFromEnding() {
        var failed = CompletableFuture.supplyAsync(() -> call(() -> {
            throw new IllegalStateException("fails");
        }));
        assertThat(failed).failsWithin(1, TimeUnit.SECONDS);

        var stopped = CompletableFuture.supplyAsync(() -> call(() -> "done"));
        assertThat(stopped).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("done");
        assertThatCode(() -> jobs.stop(new ShutdownEvent())).doesNotThrowAnyException();
    }

    private <T> T call(Callable<T> job) {
        try {
            return jobs.run(job);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
