package dealflow.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.contract.deal.Person;
import java.time.Instant;

/**
 * The customer's confirmation (客户确认), without which no stage is entered.
 *
 * @param confirmedBy the person on the customer's side
 * @param signal what the customer did, such as {@code INQUIRY}, {@code SAMPLE_REQUEST} or {@code SIGNED_PI}
 * @param channel how it reached us, such as {@code email} or {@code meeting}
 * @param confirmedAt when the customer did it
 * @param reference where the evidence is, such as a message id or a document number; may be null
 * @param person which of the deal's people it was; null where only the text says
 * @param role that person's, as it was then
 */
public record Confirmation(
        String confirmedBy,
        String signal,
        String channel,
        Instant confirmedAt,
        String reference,
        @JsonInclude(JsonInclude.Include.NON_NULL) String person,
        @JsonInclude(JsonInclude.Include.NON_NULL) Person.BuyingRole role) {

    /** By somebody of whom only the text says. */
    public Confirmation(String confirmedBy, String signal, String channel, Instant confirmedAt, String reference) {
        this(confirmedBy, signal, channel, confirmedAt, reference, null, null);
    }
}
