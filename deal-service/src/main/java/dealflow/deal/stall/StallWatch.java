package dealflow.deal.stall;

import dealflow.edge.lifecycle.EndsWithService;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks for stalled deals every now and then. */
@ApplicationScoped
class StallWatch {

    private static final Logger LOG = Logger.getLogger(StallWatch.class);

    @Inject
    Stalls stalls;

    @EndsWithService
    @Scheduled(every = "{dealflow.stalls.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var told = stalls.tell();
        if (told > 0) {
            LOG.infof("Deals that have stalled: %d", told);
        }
    }
}
