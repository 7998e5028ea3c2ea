package dealflow.deal;

import dealflow.contract.Qualification;
import dealflow.contract.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * Which deals a list shows; a null field excludes none.
 *
 * @param verdict {@code PSEUDO} for pseudo-opportunities
 * @param stalled whether the present stay has outlasted its stage and is not snoozed
 */
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
        Qualification.Verdict verdict,
        Boolean stalled,
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
                verdict,
                stalled,
                id);
    }
}
