package dealflow.local;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for something that becomes true in another process. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /** Waits two minutes at most, for a test: other work on the machine makes things late, never wrong. */
    public static void until(String what, BooleanSupplier condition) {
        if (!until(condition, () -> true, Duration.ofMinutes(2))) {
            throw new AssertionError("not within two minutes: " + what);
        }
    }

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
