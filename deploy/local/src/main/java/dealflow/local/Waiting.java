package dealflow.local;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for something that becomes true in another process. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /** Whether {@code condition} became true within {@code patience} while {@code worthwhile} held. */
    static boolean until(BooleanSupplier condition, BooleanSupplier worthwhile, Duration patience) {
        var deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (!worthwhile.getAsBoolean() || Instant.now().isAfter(deadline)) {
                return false;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
