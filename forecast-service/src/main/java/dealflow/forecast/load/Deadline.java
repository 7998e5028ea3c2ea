package dealflow.forecast.load;

import dealflow.forecast.refusal.NotInTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Until when somebody waits for what a thread computes. Long loops call {@link #check}, so that nothing is computed on for
 * nobody; without a deadline, as in the service's own jobs, it passes.
 */
public final class Deadline {

    private static final Deadline NONE = new Deadline(null, Long.MAX_VALUE, () -> false);
    private static final ThreadLocal<Deadline> CURRENT = ThreadLocal.withInitial(() -> NONE);

    private static final int SELDOM = 0xff;

    private final String caller;
    private final long nanos;
    private final BooleanSupplier inVain;
    private volatile boolean left;
    private final List<Runnable> ends = new ArrayList<>();
    private final boolean aside;

    private Deadline(String caller, long nanos, BooleanSupplier inVain) {
        this(caller, nanos, inVain, false);
    }

    private Deadline(String caller, long nanos, BooleanSupplier inVain, boolean aside) {
        this.caller = caller;
        this.nanos = nanos;
        this.inVain = inVain;
        this.aside = aside;
    }

    /** Of a question that somebody has asked. */
    public static Deadline in(Duration time, String caller) {
        return new Deadline(caller, System.nanoTime() + time.toNanos(), () -> false);
    }

    /** Of a computation, which goes on until it is in vain. */
    static Deadline until(BooleanSupplier inVain) {
        return new Deadline(null, Long.MAX_VALUE, inVain);
    }

    /** Of one of the service's own long jobs, which takes no more than one processor from those who wait. */
    static Deadline aside(BooleanSupplier inVain) {
        return new Deadline(null, Long.MAX_VALUE, inVain, true);
    }

    boolean isAside() {
        return aside;
    }

    public static Deadline current() {
        return CURRENT.get();
    }

    /** Ends a computation that nobody waits for any more. */
    public static void check() {
        if (CURRENT.get().isOver()) {
            throw new NotInTimeException();
        }
    }

    /** Things in a loop of which each is little work: looks at the clock now and then. */
    public static <T> Iterable<T> over(Collection<T> all) {
        return () -> new Iterator<>() {
            private final Iterator<T> each = all.iterator();
            private int count;

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public T next() {
                if ((count++ & SELDOM) == 0) {
                    check();
                }
                return each.next();
            }
        };
    }

    /** The client has gone. */
    public void leave() {
        left = true;
    }

    /** Does something when the question is answered, or given up. */
    public void whenDone(Runnable end) {
        ends.add(end);
    }

    /** Does work that is for nothing after this deadline; once. */
    public <T> T call(Callable<T> work) throws Exception {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            CURRENT.set(before);
            ends.forEach(Runnable::run);
            ends.clear();
        }
    }

    /** Does a part of the work in another thread. */
    <T> T shared(Supplier<T> part) {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return part.get();
        } finally {
            CURRENT.set(before);
        }
    }

    public <T> T during(Supplier<T> work) {
        try {
            return call(work::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who waits; null in a computation and in the service's own jobs. */
    public String caller() {
        return caller;
    }

    boolean isOver() {
        return left || nanosLeft() <= 0 || inVain.getAsBoolean();
    }

    long nanosLeft() {
        return nanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos - System.nanoTime();
    }
}
