package dealflow.funnel.load;

import dealflow.funnel.refusal.TookTooLongException;
import java.time.Duration;

/** Until when the answer has to be ready that this thread works on; whoever goes through many deals looks at it now and then. */
public final class Deadline {

    private static final ThreadLocal<Long> NANOS = new ThreadLocal<>();

    private Deadline() {}

    public static void set(Duration longest) {
        NANOS.set(System.nanoTime() + longest.toNanos());
    }

    static boolean isSet() {
        return NANOS.get() != null;
    }

    public static void clear() {
        NANOS.remove();
    }

    /** @throws TookTooLongException if it is over */
    public static void check() {
        var until = NANOS.get();
        if (until != null && System.nanoTime() - until > 0) {
            throw new TookTooLongException();
        }
    }
}
