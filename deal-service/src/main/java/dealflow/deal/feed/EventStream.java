package dealflow.deal.feed;

import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One client's stream. It reads the feed when the client has taken what it was sent, so that a slow client costs no memory,
 * and holds no thread while it waits.
 */
final class EventStream {

    private static final int EVENTS = 100;

    private final Feed feed;
    private final FeedNotifier notifier;
    private final Supplier<Sight> sight;
    private final EventFilter filter;
    private final Duration heartbeat;
    private final Sse sse;
    private long position;
    private long spokeAt = System.nanoTime();

    EventStream(
            Feed feed,
            FeedNotifier notifier,
            long position,
            Supplier<Sight> sight,
            EventFilter filter,
            Duration heartbeat,
            Sse sse) {
        this.feed = feed;
        this.notifier = notifier;
        this.position = position;
        this.sight = sight;
        this.filter = filter;
        this.heartbeat = heartbeat;
        this.sse = sse;
    }

    Multi<OutboundSseEvent> events() {
        var told = Multi.createBy()
                .repeating()
                .uni(this::next)
                .indefinitely()
                .onItem()
                .transformToMultiAndConcatenate(this::told);
        // At once, so that a client knows that it is connected before anything happens.
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(() -> comment("connected")), told);
    }

    private Uni<FeedPage> next() {
        return Uni.createFrom()
                .item(() -> Sights.as(sight.get(), () -> feed.read(position, filter, EVENTS)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(page -> position = page.last())
                .flatMap(page -> page.events().isEmpty() && !page.more()
                        ? notifier.beyond(page.last(), heartbeat).replaceWith(page)
                        : Uni.createFrom().item(page));
    }

    private Multi<OutboundSseEvent> told(FeedPage page) {
        if (!page.events().isEmpty()) {
            spokeAt = System.nanoTime();
            return Multi.createFrom().iterable(page.events()).map(this::event);
        }
        if (System.nanoTime() - spokeAt < heartbeat.toNanos()) {
            return Multi.createFrom().empty();
        }
        spokeAt = System.nanoTime();
        return Multi.createFrom().item(comment("alive"));
    }

    private OutboundSseEvent comment(String text) {
        return sse.newEventBuilder().comment(text).build();
    }

    private OutboundSseEvent event(FeedPage.Placed placed) {
        return sse.newEventBuilder()
                .id(FeedCursor.of(placed.position()))
                .name(placed.event().type())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(placed.event())
                .build();
    }
}
