package dealflow.deal;

import dealflow.contract.DealEvent;
import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/** Changes a deal under its lock, and tells the change, in the transaction of whoever calls. */
@ApplicationScoped
class DealChanges {

    static final String API = "api";

    @Inject
    Deals deals;

    @Inject
    Pipelines pipelines;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /**
     * Does something to a deal.
     *
     * @param expectedVersion the version that it must be at; null for any
     * @param at when it happened; null for now
     * @param action answers the event that tells it; null if nothing is different
     */
    Versioned change(
            UUID id, Long expectedVersion, Instant at, String actor, BiFunction<Deal, Stamp, DealEvent> action) {
        var deal = deals.lock(id);
        if (expectedVersion != null && expectedVersion != deal.sequence) {
            throw new StaleVersionException(expectedVersion, deal.sequence);
        }
        var now = clock.instant();
        var stamp = new Stamp(occurred(at, deal.lastOccurredAt, now), now, actor, API);
        var event = action.apply(deal, stamp);
        if (event != null) {
            outbox.append(event);
        }
        return Versioned.of(deal);
    }

    /** The definition that a deal follows: that of its own version, or a later one once it is closed. */
    Pipeline pipelineOf(Deal deal) {
        return pipelines.notBefore(deal.pipeline, deal.pipelineVersion);
    }

    /** Business time never goes back, and nothing has happened in the future. */
    static Instant occurred(Instant asked, Instant last, Instant now) {
        if (asked == null) {
            return last != null && last.isAfter(now) ? last : now;
        }
        if (asked.isAfter(now)) {
            throw new InvalidFieldException("occurredAt", "lies in the future (now is %s)".formatted(now));
        }
        if (last != null && asked.isBefore(last)) {
            throw new InvalidFieldException("occurredAt", "lies before the deal's latest change at %s".formatted(last));
        }
        return asked;
    }
}
