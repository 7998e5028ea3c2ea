package dealflow.contract.lifecycle;

import dealflow.contract.deal.Status;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A job that fills the projection's tables anew from the first event.
 *
 * @param processed how many messages are read
 * @param total how many there are to read; null until it is known
 * @param problem why it failed, else null
 * @param finishedAt null while it runs
 */
public record Rebuild(
        UUID id,
        String requestedBy,
        Instant requestedAt,
        Status status,
        long processed,
        @Nullable Long total,
        @Nullable String problem,
        @Nullable Instant finishedAt) {

    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }
}
