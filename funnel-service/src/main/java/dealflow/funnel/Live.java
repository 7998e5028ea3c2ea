package dealflow.funnel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Funnels as they change, for as long as somebody watches. */
@ApplicationScoped
public class Live {

    @Inject
    Images images;

    @Inject
    Funnels funnels;

    @Inject
    LiveConfig config;

    private final AtomicInteger streams = new AtomicInteger();

    /**
     * A funnel at once, then whenever it has changed, and nothing (a heartbeat) when it has not for long.
     *
     * @throws TooManyStreamsException if there are as many streams as may be
     */
    public Multi<Optional<LiveAnswer>> funnel(String pipeline, Filter filter) {
        images.image(pipeline);
        if (streams.incrementAndGet() > config.streams()) {
            streams.decrementAndGet();
            throw new TooManyStreamsException(config.streams());
        }
        var watcher = new Watcher(pipeline, filter);
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(config.pause())
                // Whoever reads slowly misses changes in between, not the last one.
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .select()
                .first(config.longest())
                .concatMap(tick -> watcher.look())
                .onTermination()
                .invoke(streams::decrementAndGet);
    }

    /** What one stream has been told. */
    private final class Watcher {
        private final String pipeline;
        private final Filter filter;
        private long seen = -1;
        private LiveAnswer last;
        private Instant toldAt = Instant.EPOCH;

        private Watcher(String pipeline, Filter filter) {
            this.pipeline = pipeline;
            this.filter = filter;
        }

        private Multi<Optional<LiveAnswer>> look() {
            var now = Instant.now();
            var changes = images.changes();
            var dayIsOver =
                    last != null && !today().toInstant().equals(last.frame().from());
            if (changes != seen || dayIsOver) {
                seen = changes;
                var next = LiveAnswer.of(funnels.question(
                        pipeline, new Question.Times(today().toInstant().toString(), null, null, null), filter));
                if (!next.same(last)) {
                    last = next;
                    toldAt = now;
                    return Multi.createFrom().item(Optional.of(next));
                }
            }
            if (Duration.between(toldAt, now).compareTo(config.heartbeat()) >= 0) {
                toldAt = now;
                return Multi.createFrom().item(Optional.empty());
            }
            return Multi.createFrom().empty();
        }

        private ZonedDateTime today() {
            var zone = images.image(pipeline).pipeline().timeZone();
            return ZonedDateTime.now(zone).toLocalDate().atStartOfDay(zone);
        }
    }
}
