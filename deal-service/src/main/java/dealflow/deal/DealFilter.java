package dealflow.deal;

import dealflow.contract.Status;
import java.time.Instant;
import java.util.UUID;

/** Which deals a list shows; a null field excludes none. */
public record DealFilter(
        String pipeline,
        String stage,
        Status status,
        String owner,
        String team,
        String product,
        String source,
        String region,
        String customer,
        String externalId,
        String q,
        Instant updatedSince,
        UUID after) {

    /** The same, above an id. */
    public DealFilter after(UUID id) {
        return new DealFilter(
                pipeline,
                stage,
                status,
                owner,
                team,
                product,
                source,
                region,
                customer,
                externalId,
                q,
                updatedSince,
                id);
    }
}
