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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The first answers to requests with an Idempotency-Key. An answer is kept by the same transaction that did what was asked,
 * under a lock that ends with it: so no crash can leave a key that is taken without an answer, or a change without its key.
 */
@ApplicationScoped
public class StoredResponses {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    @Inject
    DataSource database;

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
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT pg_try_advisory_xact_lock(hashtextextended(? || chr(10) || ?, 0)),
                               fingerprint, status, headers, body
                        FROM (VALUES (1)) AS always
                        LEFT JOIN first_answer ON caller = ? AND key = ? AND created_at > ?
                        """)) {
            statement.setString(1, caller);
            statement.setString(2, key);
            statement.setString(3, caller);
            statement.setString(4, key);
            statement.setObject(5, oldest());
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getBytes(2) != null) {
                    return Optional.of(answer(row));
                }
                if (!row.getBoolean(1)) {
                    throw new StillRunningException(key);
                }
            }
            use.room(caller);
            return Optional.empty();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The kept answers could not be read", e);
        }
    }

    private StoredResponse answer(ResultSet row) throws SQLException, JsonProcessingException {
        return new StoredResponse(
                row.getBytes(2), row.getInt(3), json.readValue(row.getString(4), HEADERS), row.getBytes(5));
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
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        INSERT INTO first_answer AS kept (caller, key, fingerprint, status, headers, body, created_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
                        ON CONFLICT (caller, key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
                            body = excluded.body, created_at = excluded.created_at
                        WHERE kept.created_at <= ?
                        """)) {
            bind(statement, caller, key, answer);
            var first = statement.executeUpdate() == 1;
            if (first) {
                use.add(caller, answer.body().length);
            }
            return first;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The answer could not be kept", e);
        }
    }

    private void bind(PreparedStatement statement, String caller, String key, StoredResponse answer)
            throws SQLException, JsonProcessingException {
        statement.setString(1, caller);
        statement.setString(2, key);
        statement.setBytes(3, answer.fingerprint());
        statement.setInt(4, answer.status());
        statement.setString(5, json.writeValueAsString(answer.headers()));
        statement.setBytes(6, answer.body());
        statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
        statement.setObject(8, oldest());
    }

    private OffsetDateTime oldest() {
        return clock.instant().minus(config.keptFor()).atOffset(ZoneOffset.UTC);
    }

    @EndsWithService
    @Scheduled(every = "10m", delayed = "1m")
    void forgetOldOnes() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("DELETE FROM first_answer WHERE created_at <= ?")) {
            statement.setObject(1, oldest());
            statement.executeUpdate();
        }
    }
}
