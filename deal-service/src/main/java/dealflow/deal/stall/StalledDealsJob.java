package dealflow.deal.stall;

import dealflow.edge.lifecycle.EndsWithService;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks for stalled deals every now and then. */
@ApplicationScoped
class StalledDealsJob {

    private static final Logger LOG = Logger.getLogger(StalledDealsJob.class);

    @Inject
    StalledDeals stalledDeals;

    @EndsWithService
    @Scheduled(every = "{dealflow.stalls.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var told = stalledDeals.tell();
        if (told > 0) {
            LOG.infof("Deals that have stalled: %d", told);
        }
    }
}
