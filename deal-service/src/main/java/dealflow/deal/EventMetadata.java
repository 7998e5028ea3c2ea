package dealflow.deal;

import java.time.Instant;

/**
 * When and by whom something was done.
 *
 * @param origin the channel: {@code api}, {@code import}, or the name of an integration
 */
public record EventMetadata(Instant occurredAt, Instant recordedAt, String actor, String origin) {}
