package dealflow.edge.lifecycle;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/** What the service does on a schedule, so that nothing of it goes on when the database's connections are already closed. */
@ApplicationScoped
public class RunningJobs {

    private static final Logger LOG = Logger.getLogger(RunningJobs.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Held for reading by each job, and for writing by the end. */
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    private volatile boolean isEnding;

    /** Whether a job with more to do should leave it for the next start. */
    public boolean isEnding() {
        return isEnding;
    }

    /** Does it, unless the service ends; null if it does. */
    <T> T run(Callable<T> job) throws Exception {
        if (isEnding || !running.readLock().tryLock()) {
            return null;
        }
        try {
            return job.call();
        } finally {
            running.readLock().unlock();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        isEnding = true;
        if (!running.writeLock().tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("A job is cut off");
        }
    }
}
