package dealflow.forecast.load;

import dealflow.forecast.refusal.CallerBusyException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets each caller have one computation under way. The next ones wait for it a moment, as most take no longer. */
final class Callers {

    private static final long MOMENT = TimeUnit.SECONDS.toNanos(3);
    /** How many of one caller may wait. */
    private static final int WAITING = 16;

    private static final Map<String, Caller> CALLERS = new ConcurrentHashMap<>();

    private Callers() {}

    private static final class Caller {
        private final Semaphore turn = new Semaphore(1, true);
        private final AtomicInteger asking = new AtomicInteger();
    }

    static <T> T one(Deadline deadline, Supplier<T> work) {
        var name = deadline.caller();
        var caller = CALLERS.compute(name, (same, known) -> {
            var own = known == null ? new Caller() : known;
            own.asking.incrementAndGet();
            return own;
        });
        try {
            if (caller.asking.get() > WAITING + 1 || !hasTurn(caller, deadline)) {
                throw new CallerBusyException();
            }
            try {
                return work.get();
            } finally {
                caller.turn.release();
            }
        } finally {
            CALLERS.computeIfPresent(name, (same, own) -> own.asking.decrementAndGet() == 0 ? null : own);
        }
    }

    private static boolean hasTurn(Caller caller, Deadline deadline) {
        try {
            return caller.turn.tryAcquire(Math.min(MOMENT, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
