package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RollingOriginTest {

    private final Fits fits = new Fits(new History(new Simulator(5, 3).run(300), Simulator.STAGES, 300));
    private final RollingOrigin rolling = new RollingOrigin(fits, Interval.MONTH, 2);

    /** A service that is stopped does not wait for the rest. */
    @Test
    void itEndsBeforeTheNextOriginWhenTheThreadIsInterrupted() {
        var origins = rolling.origins(24);
        var done = new AtomicInteger();

        assertThat(origins).hasSizeGreaterThan(2);
        assertThatThrownBy(() -> rolling.run(origins, number -> {
                    done.set(number);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(1);
    }
}
