package dealflow.funnel.flow;

import dealflow.consumer.Teams;
import dealflow.edge.access.Sights;
import dealflow.edge.limit.OpenStreams;
import dealflow.funnel.ledger.Images;
import dealflow.funnel.question.Question;
import dealflow.funnel.question.Questions;
import dealflow.funnel.refusal.TooManyStreamsException;
import dealflow.funnel.rollup.Filter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Funnels as they change, for as long as somebody watches. */
@ApplicationScoped
public class Live {

    @Inject
    Images images;

    @Inject
    Questions questions;

    @Inject
    LiveConfig config;

    @Inject
    Sights sights;

    @Inject
    Teams teams;

    private OpenStreams streams;

    @PostConstruct
    public void open() {
        streams = new OpenStreams(config.streams(), config.streamsOfOne());
    }

    /**
     * A funnel at once, then whenever it has changed, and nothing (a heartbeat) when it has not for long; no longer than the
     * caller's token is good.
     *
     * @throws TooManyStreamsException if there are as many streams as may be, of all or of this caller
     */
    public Multi<Optional<LiveAnswer>> funnel(String pipeline, Filter filter) {
        images.image(pipeline);
        var caller = sights.caller().name();
        var lifetime = lifetime();
        var refusal = streams.open(caller);
        if (refusal != null) {
            throw new TooManyStreamsException(refusal);
        }
        var watcher = new Watcher(pipeline, filter);
        var tree = teams.at(null);
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(config.pause())
                // Whoever reads slowly misses changes in between, not the last one.
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .select()
                .first(lifetime)
                // What it is about has changed: whoever asks again is told of the teams as they are by then.
                .select()
                .first(tick -> teams.at(null).equals(tree))
                .concatMap(tick -> watcher.look())
                .onTermination()
                .invoke(() -> streams.close(caller));
    }

    private Duration lifetime() {
        var left = Duration.between(Instant.now(), sights.tokenExpires());
        return left.compareTo(config.longest()) < 0 ? left : config.longest();
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
                    last != null && !today().toInstant().equals(last.header().from());
            if (changes != seen || dayIsOver) {
                seen = changes;
                var next = LiveAnswer.of(questions.question(
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
