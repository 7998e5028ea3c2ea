package dealflow.edge.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static BoundedBody body(InputStream in, long bytes, Duration time) {
        return new BoundedBody(in, new BoundedBody.Bounds(bytes, time, 0, time));
    }

    @Test
    void theLastByteThatIsAllowedIsReadAndNoMore() throws IOException {
        assertThat(body(new ByteArrayInputStream(new byte[10]), 10, MINUTE).readAllBytes())
                .hasSize(10);
        assertThatThrownBy(() ->
                        body(new ByteArrayInputStream(new byte[11]), 10, MINUTE).readAllBytes())
                .isInstanceOfSatisfying(RefusedBodyException.class, refused -> assertThat(refused.status())
                        .isEqualTo(413));
        var single = body(new ByteArrayInputStream(new byte[2]), 1, MINUTE);
        assertThat(single.read()).isZero();
        assertThatThrownBy(single::read).isInstanceOf(RefusedBodyException.class);
    }

    @Test
    void whatComesTooSlowlyOrNotAtAllIsRefused() {
        assertThatThrownBy(() -> body(new ByteArrayInputStream(new byte[1]), 10, Duration.ZERO)
                        .read())
                .isInstanceOfSatisfying(RefusedBodyException.class, refused -> assertThat(refused.status())
                        .isEqualTo(408));
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Read timed out");
            }
        };
        assertThatThrownBy(() -> body(broken, 10, MINUTE).read())
                .isInstanceOfSatisfying(RefusedBodyException.class, refused -> assertThat(refused.status())
                        .isEqualTo(408));
    }

    /** As Quarkus' own: it is closed at its end only. */
    private static final class Endless extends InputStream {
        private int reads;

        @Override
        public int read() {
            reads++;
            return ' ';
        }

        @Override
        public void close() {
            throw new AssertionError("waits for an end that never comes");
        }
    }

    @Test
    void closingWaitsForTheRestWithinTheBoundsOnly() throws IOException {
        var rest = new ByteArrayInputStream(new byte[100]);
        var read = body(rest, 1000, MINUTE);
        read.read();
        read.close();
        assertThat(rest.available()).as("a client hears its answer").isZero();
        for (var time : new Duration[] {Duration.ofMillis(50), MINUTE}) {
            body(new Endless(), 1000, time).close();
        }
        var endless = new Endless();
        var refused = body(endless, 1000, Duration.ZERO);
        assertThatThrownBy(refused::read).isInstanceOf(RefusedBodyException.class);
        refused.close();
        assertThat(endless.reads).as("nothing is read of what was refused").isEqualTo(1);
    }

    @Test
    void bytesBuyTimeUpToTheLongest() {
        var bounds = new BoundedBody.Bounds(1 << 30, Duration.ofSeconds(30), 10_240, Duration.ofHours(1));
        assertThat(bounds.timeFor(5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(bounds.timeFor(10_240 * 60)).isEqualTo(Duration.ofSeconds(90));
        assertThat(bounds.timeFor(1 << 30)).isEqualTo(Duration.ofHours(1));
    }
}
