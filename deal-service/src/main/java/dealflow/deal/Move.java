package dealflow.deal;

import dealflow.contract.Confirmation;
import java.time.Instant;

/**
 * A move as it is asked for.
 *
 * @param to a stage's key, the won stage's key, {@code won} or {@code lost}
 * @param occurredAt when it happened
 * @param override why it is to be made although something is missing; only sales operations may say so
 */
public record Move(
        String to, Instant occurredAt, Confirmation confirmation, String reason, String note, String override) {}
