package dealflow.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final Fragile part = new Fragile();
    private final Supervisor supervisor = new Supervisor(List.of(part), said::add);

    @BeforeEach
    void watch() {
        new Thread(supervisor::watch).start();
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void startsAPartAgainThatEndedByItself() {
        part.alive = false;

        await(() -> part.starts == 1 && said.size() == 2);
        assertThat(said).first().asString().contains("fragile has ended by itself");
        assertThat(said).last().asString().contains("running again");
    }

    @Test
    void givesUpOnAPartThatEndsAgainAndAgain() {
        part.endsAtOnce = true;
        part.alive = false;

        await(() -> said.stream().anyMatch(line -> line.contains("stays down after 3 restarts")));
        assertThat(part.starts).isEqualTo(3);
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Waiting.until(condition, () -> true, Duration.ofSeconds(20))).isTrue();
    }

    private static final class Fragile implements Part {

        private volatile boolean alive = true;
        private volatile boolean endsAtOnce;
        private volatile int starts;

        @Override
        public String name() {
            return "fragile";
        }

        @Override
        public void start() {
            starts++;
            alive = !endsAtOnce;
        }

        @Override
        public void stop() {}

        @Override
        public void kill() {}

        @Override
        public boolean alive() {
            return alive;
        }

        @Override
        public Optional<ProcessHandle> process() {
            return Optional.empty();
        }

        @Override
        public Path log() {
            return Path.of("fragile.log");
        }
    }
}
