package dealflow.contract.lifecycle;

import dealflow.contract.deal.Status;
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
        Long total,
        String problem,
        Instant finishedAt) {

    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }
}
