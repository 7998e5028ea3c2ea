package dealflow.contract.deal;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A checklist item that is true.
 *
 * @param item the item's key, unique within its pipeline
 * @param tickedBy who recorded it
 * @param evidence what tells us so; may be null where the item is ours to say
 */
public record Tick(String item, Instant tickedAt, String tickedBy, @Nullable String evidence) {}
