package dealflow.deal.feed;

import dealflow.deal.outbox.EventsCommitted;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps the feed going, and tells those who wait at its end when there is more. */
@ApplicationScoped
@Startup
public class FeedNotifier {

    private static final Logger LOG = Logger.getLogger(FeedNotifier.class);
    private static final long POLL_MILLIS = 250;
    /** Between two looks, so that many writers make larger batches and not more of them. */
    private static final long REST_MILLIS = 20;

    private static final long PAUSE_MILLIS = 1000;

    @Inject
    Feed feed;

    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "feed");
    private volatile CompletableFuture<Void> growth = new CompletableFuture<>();
    private volatile long last;
    private volatile boolean closing;

    @PostConstruct
    void start() {
        thread.start();
    }

    /** Says that this process has committed events; those of other replicas are found by polling. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** The last place of the feed that this replica knows of. */
    public long last() {
        return last;
    }

    /** Done when the feed goes beyond a place, or when the time is over. */
    public Uni<Void> beyond(long position, Duration atMost) {
        // Taken before the look at the place: growth in between completes it.
        var next = growth;
        if (last > position || closing) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(next::copy)
                .ifNoItem()
                .after(atMost)
                .recoverWithUni(Uni.createFrom().voidItem());
    }

    void wake(@Observes EventsCommitted events) {
        wake();
    }

    private void run() {
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(look() ? REST_MILLIS : PAUSE_MILLIS);
                work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                work.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean look() {
        try {
            var now = feed.advance();
            if (now > last) {
                last = now;
                var waiting = growth;
                growth = new CompletableFuture<>();
                // Not in the JVM's common pool: it may have one thread only, and somebody may wait in it.
                Infrastructure.getDefaultWorkerPool().execute(() -> waiting.complete(null));
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("The feed waits: %s", e.getCause() == null ? e : e.getCause());
            return false;
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        growth.complete(null);
        wake();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }
}
