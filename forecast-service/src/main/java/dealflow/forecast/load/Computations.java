package dealflow.forecast.load;

import dealflow.forecast.refusal.NotInTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What is being computed now. The same is computed once however many wait for it, and only as long as one of them does; of what
 * callers ask, a few computations run at a time, and one of each caller. The service's own jobs, which have no {@link Deadline},
 * compute in their own threads, and so does a computation what it needs.
 */
public final class Computations {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** More than processors, so that a short one does not wait for all the long ones. What they may hold in memory, {@code Room} says. */
    private static final int AT_A_TIME = 2 + 2 * PROCESSORS;
    /** How soon it is noticed that a client has gone. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_A_TIME, task -> {
        var thread = new Thread(task, "forecast");
        thread.setDaemon(true);
        return thread;
    });

    private static final Map<Object, Computation> RUNNING = new ConcurrentHashMap<>();

    /** How many run that callers have asked for. */
    private static final AtomicInteger ASKED = new AtomicInteger();

    /** How soon one of the service's own jobs sees that it may go on. */
    private static final long PASS_MILLIS = 20;

    private Computations() {}

    /** @param key equal for what is the same; what is computed must not ask for itself */
    @SuppressWarnings("unchecked")
    public static <T> T of(Object key, Supplier<T> work) {
        while (true) {
            Deadline.check();
            var mine = new Computation(key, work);
            var running = RUNNING.putIfAbsent(key, mine);
            try {
                return (T) (running == null ? mine : running).result();
            } catch (NotInTimeException e) {
                // Our time is over, which the next turn finds; or it ended as nobody had waited for it just before we
                // came.
            }
        }
    }

    /**
     * For the service's own long jobs between two steps: waits until nothing is computed that callers have asked for.
     *
     * @param atMost and no longer than that, so that the job comes to its end
     */
    public static void letCallersPass(Duration atMost) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        while (ASKED.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(PASS_MILLIS);
        }
    }

    /** Work of the service's own that its long jobs let pass as they do what callers ask: somebody waits for it. */
    public static void letPass(Runnable work) {
        ASKED.incrementAndGet();
        try {
            work.run();
        } finally {
            ASKED.decrementAndGet();
        }
    }

    /**
     * For a step that is long itself: it pauses, wherever it checks its deadline, while callers' computations want all processors.
     *
     * @param atMost all pauses together
     */
    public static Deadline givingWay(Duration atMost) {
        var pauses = new AtomicLong(atMost.toMillis() / PASS_MILLIS);
        return Deadline.aside(() -> {
            try {
                while (ASKED.get() >= PROCESSORS && pauses.getAndDecrement() > 0) {
                    Thread.sleep(PASS_MILLIS);
                }
                return false;
            } catch (InterruptedException e) {
                // The service stops.
                Thread.currentThread().interrupt();
                return true;
            }
        });
    }

    private static final class Computation {

        private final Object key;
        private final Supplier<?> work;
        private final CompletableFuture<Object> result = new CompletableFuture<>();
        private final AtomicBoolean ordered = new AtomicBoolean();
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicInteger waiting = new AtomicInteger();

        Computation(Object key, Supplier<?> work) {
            this.key = key;
            this.work = work;
        }

        Object result() {
            var deadline = Deadline.current();
            if (deadline.caller() == null) {
                run(deadline);
            } else if (!ordered.get()) {
                return ordered(deadline);
            }
            return await(deadline);
        }

        private Object ordered(Deadline deadline) {
            try {
                return Callers.one(deadline, () -> {
                    if (ordered.compareAndSet(false, true)) {
                        ASKED.incrementAndGet();
                        THREADS.execute(() -> {
                            try {
                                run(Deadline.until(() -> true));
                            } finally {
                                ASKED.decrementAndGet();
                            }
                        });
                    }
                    return await(deadline);
                });
            } finally {
                if (!ordered.get()) {
                    RUNNING.remove(key, this);
                }
            }
        }

        /**
         * Does nothing if another thread has begun.
         *
         * @param own for whom this thread computes, besides those who wait for it
         */
        private void run(Deadline own) {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            // Nobody finds it any more when it is told: who comes after a failure tries again.
            try {
                BooleanSupplier inVain = () -> waiting.get() == 0 && own.isOver();
                var computed = (own.isAside() ? Deadline.aside(inVain) : Deadline.until(inVain)).during(() -> {
                    Deadline.check();
                    return work.get();
                });
                RUNNING.remove(key, this);
                result.complete(computed);
            } catch (Throwable e) {
                RUNNING.remove(key, this);
                result.completeExceptionally(e);
            }
        }

        private Object await(Deadline deadline) {
            waiting.incrementAndGet();
            try {
                while (true) {
                    try {
                        return result.get(Math.max(0, Math.min(LOOK, deadline.nanosLeft())), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        if (deadline.isOver()) {
                            throw new NotInTimeException();
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotInTimeException();
            } catch (ExecutionException e) {
                throw unwrapped(e.getCause());
            } finally {
                waiting.decrementAndGet();
            }
        }

        /** What failed in a forked thread comes as the cause of a copy. */
        private static RuntimeException unwrapped(Throwable failure) {
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof NotInTimeException late) {
                    return late;
                }
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
    }
}
