package dealflow.edge.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads the audit. */
@ApplicationScoped
class Audit {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Inject
    Jdbi database;

    /**
     * Entries, the latest first.
     *
     * @param path with everything below it
     * @param before only entries with a lower id; null for the first page
     */
    List<AuditEntry> entries(String actor, String path, Instant from, Instant to, Long before, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT * FROM audit
                        WHERE (:actor::text IS NULL OR actor = :actor)
                        AND (:path::text IS NULL OR path = :path OR starts_with(path, :path || '/'))
                        AND (:from::timestamptz IS NULL OR at >= :from) AND (:to::timestamptz IS NULL OR at < :to)
                        AND (:before::bigint IS NULL OR id < :before)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("actor", actor)
                .bind("path", path)
                .bind("from", time(from))
                .bind("to", time(to))
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(AuditEntry.class))
                .list());
    }

    /** An instant that PostgreSQL knows: Java's reach further, and nothing was done beyond these. */
    private static Instant time(Instant instant) {
        if (instant == null) {
            return null;
        }
        return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LATEST) ? LATEST : instant;
    }
}
