package dealflow.edge.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes the audit, in batches and beside the requests: a read costs no transaction of its own. A replica that is killed can
 * lose the reads of its last second; changes are in the deals' history besides, in the transaction that made them.
 */
@ApplicationScoped
@Startup
class AuditLog {

    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int MOST = 10_000;
    private static final int BATCH = 500;

    /** Milliseconds that a batch gathers: what is written one by one makes every other commit wait for the disk. */
    private static final long GATHERING = 500;

    @Inject
    Jdbi database;

    private final BlockingQueue<AuditEntry> entries = new LinkedBlockingQueue<>(MOST);
    private final Thread thread = new Thread(this::run, "audit");
    private volatile boolean closing;

    @PostConstruct
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void add(AuditEntry entry) {
        if (!entries.offer(entry)) {
            // The database has been away for long; the log is the next best place.
            LOG.errorf("Not in the audit: %s", entry);
        }
    }

    private void run() {
        var batch = new ArrayList<AuditEntry>(BATCH);
        while (!(closing && entries.isEmpty() && batch.isEmpty())) {
            try {
                if (batch.isEmpty()) {
                    take(batch);
                }
                if (!batch.isEmpty()) {
                    write(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("The audit waits: %s", e.toString());
                if (closing || !paused()) {
                    return;
                }
            }
        }
    }

    private void take(List<AuditEntry> batch) throws InterruptedException {
        var first = entries.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHERING);
        while (batch.size() < BATCH && !closing) {
            var next = entries.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(1000);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void write(List<AuditEntry> batch) {
        database.useHandle(handle -> {
            var inserts = handle.prepareBatch(
                    """
                    INSERT INTO audit
                        (at, actor, roles, method, path, query, status, address, override, correlation_id)
                    VALUES (:at, :actor, :roles, :method, :path, :query, :status, :address, :override, :correlationId)
                    """);
            batch.forEach(entry -> inserts.bindMethods(entry).add());
            inserts.execute();
        });
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }
}
