package dealflow.deal.feed;

import dealflow.deal.refusal.TooManyException;
import dealflow.edge.access.Sights;
import dealflow.edge.limit.OpenStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;

/** The open streams of this replica: a bounded number, none longer than its token is valid. */
@ApplicationScoped
class EventStreams {

    @Inject
    Feed feed;

    @Inject
    FeedNotifier notifier;

    @Inject
    EventsConfig config;

    @Inject
    SecurityIdentity caller;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    private OpenStreams open;

    @Inject
    void measure(MeterRegistry metrics, EventsConfig limits) {
        open = new OpenStreams(limits.streams(), limits.streamsOfOne());
        metrics.gauge("dealflow.events.streams", open, OpenStreams::count);
    }

    Multi<OutboundSseEvent> open(long from, EventFilter filter, Sse sse) {
        var lifetime = Duration.between(clock.instant(), sights.tokenExpires());
        var name = caller.getPrincipal().getName();
        var refusal = open.open(name);
        if (refusal != null) {
            throw new TooManyException(refusal);
        }
        return new EventStream(feed, notifier, from, sights.following(), filter, config.heartbeat(), sse)
                .events()
                .select()
                .first(lifetime)
                .onTermination()
                .invoke(() -> open.close(name));
    }
}
