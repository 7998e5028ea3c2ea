package dealflow.edge.audit;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One request: who asked for what, when, from where, and what became of it.
 *
 * @param query which of many were asked for, without values that may be somebody's name
 * @param override that a rule was stepped over; null if none was
 */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable String actor,
        List<String> roles,
        String method,
        String path,
        @Nullable String query,
        int status,
        @Nullable String address,
        @Nullable String override,
        @Nullable String correlationId) {}
