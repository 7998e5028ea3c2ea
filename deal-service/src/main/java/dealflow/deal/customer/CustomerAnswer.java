package dealflow.deal.customer;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer on record.
 *
 * @param externalId its key in another system; null if it has none
 * @param parent the customer that it belongs to; null if none
 * @param merged the ids of those that were merged into it, which answer with this one
 */
@Schema(requiredProperties = {"id", "version", "name", "merged"})
public record CustomerAnswer(
        UUID id,
        long version,
        String name,
        @Nullable String country,
        @Nullable String externalId,
        @Nullable UUID parent,
        List<UUID> merged) {}
