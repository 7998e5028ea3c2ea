package dealflow.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for something that becomes true in another process. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofMinutes(2);
    /** Much more than a process uses that only waits, much less than one that works, on a busy machine too. */
    private static final Duration WORK = Duration.ofSeconds(5);

    private Waiting() {}

    /** Waits two minutes at most, for a test: other work on the machine makes things late, never wrong. */
    public static void until(String what, BooleanSupplier condition) {
        if (!until(condition, () -> true, Duration.ofMinutes(2))) {
            throw new AssertionError("not within two minutes: " + what);
        }
    }

    /** Whether {@code condition} became true while the process worked: it may take long, but not do nothing for two minutes. */
    public static boolean whileItWorks(BooleanSupplier condition, JvmProcess process) {
        while (process.alive()) {
            var before = process.used();
            if (until(condition, process::alive, IDLE)) {
                return true;
            }
            if (process.used().minus(before).compareTo(WORK) < 0) {
                return false;
            }
        }
        return false;
    }

    /** Whether {@code condition} became true within {@code patience} while {@code worthwhile} held. */
    public static boolean until(BooleanSupplier condition, BooleanSupplier worthwhile, Duration patience) {
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
