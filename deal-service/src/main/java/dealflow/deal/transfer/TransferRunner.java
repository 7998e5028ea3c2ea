package dealflow.deal.transfer;

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

/** Works through the transfers whose day has come, one batch after another, and goes on after a restart where it was. */
@ApplicationScoped
@Startup
class TransferRunner {

    private static final Logger LOG = Logger.getLogger(TransferRunner.class);
    private static final long LOOK_EVERY_SECONDS = 5;

    @Inject
    TransferBatch batch;

    private final Semaphore work = new Semaphore(0);
    private volatile boolean closing;
    private Thread thread;

    @PostConstruct
    void start() {
        thread = new Thread(this::run, "transfers");
        thread.start();
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Transfers.Transfer ordered) {
        work.release();
    }

    private void run() {
        while (!closing) {
            try {
                if (!batch.next()) {
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("A transfer waits: %s", e.toString());
                try {
                    pause();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void pause() throws InterruptedException {
        work.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        work.drainPermits();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        work.release();
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }
}
