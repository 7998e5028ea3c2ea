package dealflow.contract.event;

import java.time.Instant;

/**
 * The customer's confirmation (客户确认), without which no stage is entered.
 *
 * @param confirmedBy the person on the customer's side
 * @param signal what the customer did, such as {@code INQUIRY}, {@code SAMPLE_REQUEST} or {@code SIGNED_PI}
 * @param channel how it reached us, such as {@code email} or {@code meeting}
 * @param confirmedAt when the customer did it
 * @param reference where the evidence is, such as a message id or a document number; may be null
 */
public record Confirmation(String confirmedBy, String signal, String channel, Instant confirmedAt, String reference) {}
