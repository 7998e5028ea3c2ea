package dealflow.deal.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.refusal.KeptAnswersFullException;
import dealflow.deal.refusal.StillRunningException;
import dealflow.edge.lifecycle.EndsWithService;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/**
 * The first answers to requests with an Idempotency-Key. An answer is kept by the same transaction that did what was asked,
 * under a lock that ends with it: so no crash can leave a key that is taken without an answer, or a change without its key.
 */
@ApplicationScoped
public class StoredResponses {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    @Inject
    Jdbi database;

    @Inject
    IdempotencyConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Inject
    KeptAnswersUse use;

    /**
     * The answer kept for a key, if there is one; else the key is this transaction's until it ends.
     *
     * @throws StillRunningException if another transaction has it
     * @throws KeptAnswersFullException if there is no room for one more of this caller
     */
    public Optional<StoredResponse> begin(String caller, String key) {
        // The statement may see the table as it was before the lock was got: then keep() finds out.
        var found = database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT pg_try_advisory_xact_lock(hashtextextended(:caller || chr(10) || :key, 0)) AS locked,
                               fingerprint, status, headers, body
                        FROM (VALUES (1)) AS always
                        LEFT JOIN first_answer ON caller = :caller AND key = :key AND created_at > :oldest
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .bind("oldest", oldest())
                .map(row -> new Found(row.getColumn("locked", Boolean.class), answer(row)))
                .one());
        if (found.answer() != null) {
            return Optional.of(found.answer());
        }
        if (!found.locked()) {
            throw new StillRunningException(key);
        }
        use.room(caller);
        return Optional.empty();
    }

    private record Found(boolean locked, StoredResponse answer) {}

    private StoredResponse answer(RowView row) {
        var fingerprint = row.getColumn("fingerprint", byte[].class);
        if (fingerprint == null) {
            return null;
        }
        try {
            return new StoredResponse(
                    fingerprint,
                    row.getColumn("status", Integer.class),
                    json.readValue(row.getColumn("headers", String.class), HEADERS),
                    row.getColumn("body", byte[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept answer cannot be read", e);
        }
    }

    /**
     * Keeps the answer to a request.
     *
     * @throws StillRunningException if another transaction was first
     */
    public void keep(String caller, String key, StoredResponse answer) {
        if (!keptFirst(caller, key, answer)) {
            throw new StillRunningException(key);
        }
    }

    /** Keeps the answer to a request that changed nothing, unless there is one for its key by now. */
    public boolean keptFirst(String caller, String key, StoredResponse answer) {
        var kept = database.withHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO first_answer AS kept (caller, key, fingerprint, status, headers, body, created_at)
                        VALUES (:caller, :key, :fingerprint, :status, :headers::jsonb, :body, :now)
                        ON CONFLICT (caller, key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
                            body = excluded.body, created_at = excluded.created_at
                        WHERE kept.created_at <= :oldest
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .bind("fingerprint", answer.fingerprint())
                .bind("status", answer.status())
                .bind("headers", headers(answer))
                .bind("body", answer.body())
                .bind("now", clock.instant())
                .bind("oldest", oldest())
                .execute());
        if (kept == 1) {
            use.add(caller, answer.body().length);
        }
        return kept == 1;
    }

    private String headers(StoredResponse answer) {
        try {
            return json.writeValueAsString(answer.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant oldest() {
        return clock.instant().minus(config.keptFor());
    }

    @EndsWithService
    @Scheduled(every = "10m", delayed = "1m")
    void forgetOldOnes() {
        database.useHandle(handle -> handle.createUpdate("DELETE FROM first_answer WHERE created_at <= :oldest")
                .bind("oldest", oldest())
                .execute());
    }
}
