package dealflow.deal.imports;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works through the accepted imports, one batch after another, and goes on after a restart where it was. */
@ApplicationScoped
@Startup
class ImportRunner {

    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

    @Inject
    ImportBatch batch;

    private final Semaphore work = new Semaphore(0);
    private volatile boolean closing;
    private Thread thread;

    @PostConstruct
    void start() {
        thread = new Thread(this::run, "imports");
        thread.start();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Imports.Progress accepted) {
        work.release();
    }

    private void run() {
        while (!closing) {
            try {
                if (!step()) {
                    work.tryAcquire(2, TimeUnit.SECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("An import waits: %s", e.toString());
                pause();
            }
        }
    }

    /** A batch that fails as a whole is done line by line; a line that fails on its own, twice, is reported. */
    private boolean step() {
        try {
            return batch.next(ImportBatch.LINES);
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "A batch failed and is done line by line");
            pause();
            for (var line = 0; line < ImportBatch.LINES && !closing; line++) {
                if (!one()) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean one() {
        try {
            return batch.next(1);
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "A line could not be imported");
            pause();
            batch.giveUpOnNextLine();
            return true;
        }
    }

    private void pause() {
        try {
            work.tryAcquire(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        work.release();
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }
}
