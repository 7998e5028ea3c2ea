package dealflow.deal.http;

import dealflow.deal.EventFilter;
import dealflow.deal.EventsConfig;
import dealflow.deal.Feed;
import dealflow.deal.FeedTail;
import dealflow.deal.TooManyException;
import dealflow.edge.Sights;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The open streams of this replica: a bounded number, none longer than its token is valid. */
@ApplicationScoped
class EventStreams {

    @Inject
    Feed feed;

    @Inject
    FeedTail tail;

    @Inject
    EventsConfig config;

    @Inject
    SecurityIdentity caller;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    private final AtomicInteger open = new AtomicInteger();

    @Inject
    void measure(MeterRegistry metrics) {
        metrics.gauge("dealflow.events.streams", open);
    }

    Multi<OutboundSseEvent> open(long from, EventFilter filter, Sse sse) {
        var lifetime = untilTokenExpires();
        if (open.incrementAndGet() > config.streams()) {
            open.decrementAndGet();
            throw new TooManyException("%d streams are open here, and there is room for no more: try again later"
                    .formatted(config.streams()));
        }
        return new EventStream(feed, tail, from, sights.current(), filter, config.heartbeat(), sse)
                .events()
                .select()
                .first(lifetime)
                .onTermination()
                .invoke(open::decrementAndGet);
    }

    private Duration untilTokenExpires() {
        var expires = ((JsonWebToken) caller.getPrincipal()).getExpirationTime();
        return Duration.between(clock.instant(), Instant.ofEpochSecond(expires));
    }
}
