package dealflow.deal.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.deal.refusal.KeptAnswersFullException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/**
 * How many answers are kept for each caller, and how large they are. Looked up once a minute, counted on in between: a row of sums
 * for each caller would make all its requests wait for one another.
 */
@ApplicationScoped
class KeptAnswersUse {

    private static final int CALLERS = 10_000;

    @Inject
    Jdbi database;

    @Inject
    IdempotencyConfig config;

    @Inject
    Clock clock;

    private final Cache<String, Use> uses = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private record Use(AtomicLong answers, AtomicLong bytes, Instant oldest) {}

    /** @throws KeptAnswersFullException if no more is kept for this caller */
    void room(String caller) {
        var use = uses.get(caller, this::lookUp);
        if (use.answers().get() >= config.most() || use.bytes().get() >= config.mostBytes()) {
            throw new KeptAnswersFullException(
                    Duration.between(clock.instant(), use.oldest().plus(config.keptFor())));
        }
    }

    void add(String caller, int bytes) {
        var use = uses.getIfPresent(caller);
        if (use != null) {
            use.answers().incrementAndGet();
            use.bytes().addAndGet(bytes);
        }
    }

    private Use lookUp(String caller) {
        var now = clock.instant();
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT count(*) AS answers, coalesce(sum(octet_length(body)), 0) AS bytes, min(created_at) AS oldest
                        FROM first_answer WHERE caller = :caller AND created_at > :since
                        """)
                .bind("caller", caller)
                .bind("since", now.minus(config.keptFor()))
                .map(row -> new Use(
                        new AtomicLong(row.getColumn("answers", Long.class)),
                        new AtomicLong(row.getColumn("bytes", Long.class)),
                        Objects.requireNonNullElse(row.getColumn("oldest", Instant.class), now)))
                .one());
    }
}
