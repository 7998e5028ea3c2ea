package dealflow.deal.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.deal.refusal.KeptAnswersFullException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * How many answers are kept for each caller, and how large they are. Looked up once a minute, counted on in between: a row of sums
 * for each caller would make all its requests wait for one another.
 */
@ApplicationScoped
class KeptAnswersUse {

    private static final int CALLERS = 10_000;

    @Inject
    DataSource database;

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
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT count(*), coalesce(sum(octet_length(body)), 0), min(created_at)
                        FROM first_answer WHERE caller = ? AND created_at > ?
                        """)) {
            statement.setString(1, caller);
            statement.setObject(2, now.minus(config.keptFor()).atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                var oldest = row.getObject(3, OffsetDateTime.class);
                return new Use(
                        new AtomicLong(row.getLong(1)),
                        new AtomicLong(row.getLong(2)),
                        oldest == null ? now : oldest.toInstant());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The kept answers could not be counted", e);
        }
    }
}
