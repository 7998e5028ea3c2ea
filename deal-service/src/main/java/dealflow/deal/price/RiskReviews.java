package dealflow.deal.price;

import dealflow.deal.Deals;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.StaleVersionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The ways in which customers could walk away, deal by deal; and who may concede how much, pipeline by pipeline. */
@ApplicationScoped
public class RiskReviews {

    @Inject
    Deals deals;

    @Inject
    Pipelines pipelines;

    @Inject
    PriceRecords records;

    @Inject
    Clock clock;

    @Transactional
    public RiskReview of(UUID id) {
        deals.get(id);
        return records.review(id);
    }

    /** Replaces a deal's review. */
    @Transactional
    public RiskReview review(UUID id, Long expectedVersion, List<RiskReview.Way> ways, String actor) {
        deals.lock(id);
        var before = records.review(id);
        if (expectedVersion != null && expectedVersion != before.version()) {
            throw new StaleVersionException(expectedVersion, before.version());
        }
        var review = new RiskReview(before.version() + 1, RiskReview.checked(ways), clock.instant(), actor);
        records.save(id, review);
        return review;
    }

    @Transactional
    public ApprovalLimits limits(String pipeline) {
        return records.limits(pipelines.current(pipeline).key());
    }

    @Transactional
    public ApprovalLimits setLimits(String pipeline, ApprovalLimits limits) {
        records.save(pipelines.current(pipeline).key(), limits.checked());
        return limits;
    }
}
