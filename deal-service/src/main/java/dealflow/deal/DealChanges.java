package dealflow.deal;

import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.StaleVersionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/** Changes a deal under its lock, and tells the change, in the transaction of whoever calls. */
@ApplicationScoped
public class DealChanges {

    public static final String API = "api";

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
    public VersionedDeal change(
            UUID id,
            Long expectedVersion,
            Instant at,
            String actor,
            BiFunction<Deal, EventMetadata, DealEvent> action) {
        var deal = locked(id, expectedVersion);
        append(action.apply(deal, metadata(deal, at, actor)));
        return VersionedDeal.of(deal);
    }

    /**
     * What an action has done.
     *
     * @param event that tells it; null if nothing is different
     */
    public record Done<R>(DealEvent event, R result) {}

    /** Does something to a deal of which there is more to answer than the deal; the parameters are those of {@link #change}. */
    public <R> R changeFor(
            UUID id, Long expectedVersion, Instant at, String actor, BiFunction<Deal, EventMetadata, Done<R>> action) {
        var deal = locked(id, expectedVersion);
        var done = action.apply(deal, metadata(deal, at, actor));
        append(done.event());
        return done.result();
    }

    private Deal locked(UUID id, Long expectedVersion) {
        var deal = deals.lock(id);
        if (expectedVersion != null && expectedVersion != deal.sequence()) {
            throw new StaleVersionException(expectedVersion, deal.sequence());
        }
        return deal;
    }

    private EventMetadata metadata(Deal deal, Instant at, String actor) {
        var now = clock.instant();
        return new EventMetadata(occurred(at, deal.lastOccurredAt(), now), now, actor, API);
    }

    private void append(DealEvent event) {
        if (event != null) {
            outbox.append(event);
        }
    }

    /** The definition that a deal follows: that of its own version, or a later one once it is closed. */
    public Pipeline pipelineOf(Deal deal) {
        return pipelines.notBefore(deal.pipeline(), deal.pipelineVersion());
    }

    /** Business time never goes back, and nothing has happened in the future. */
    public static Instant occurred(Instant asked, Instant last, Instant now) {
        if (asked == null) {
            return last != null && last.isAfter(now) ? last : now;
        }
        if (asked.isAfter(now)) {
            throw new InvalidFieldException("occurredAt", "must not lie in the future (now is %s)".formatted(now));
        }
        if (last != null && asked.isBefore(last)) {
            throw new InvalidFieldException(
                    "occurredAt", "must not lie before the deal's latest change at %s".formatted(last));
        }
        return asked;
    }
}
