package dealflow.deal.move;

import dealflow.contract.event.Confirmation;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;

/** The customer's confirmation as evidence (R1): somebody on its side did something, before the move that rests on it. */
final class Confirmations {

    private Confirmations() {}

    /**
     * The same, confirmed at the move's time unless it says when.
     *
     * @throws InvalidFieldException if it says not who or how, or came after the move
     */
    static Confirmation checked(Confirmation confirmation, Instant movedAt) {
        if (confirmation == null) {
            return null;
        }
        if (confirmation.confirmedBy() == null || confirmation.confirmedBy().isBlank()) {
            throw new InvalidFieldException("confirmation.confirmedBy", "is required: who on the customer's side");
        }
        if (confirmation.signal() == null || confirmation.signal().isBlank()) {
            throw new InvalidFieldException("confirmation.signal", "is required: what the customer did");
        }
        DealFields.note("confirmation.confirmedBy", confirmation.confirmedBy());
        DealFields.note("confirmation.signal", confirmation.signal());
        DealFields.note("confirmation.channel", confirmation.channel());
        DealFields.note("confirmation.reference", confirmation.reference());
        if (confirmation.confirmedAt() != null && confirmation.confirmedAt().isAfter(movedAt)) {
            throw new InvalidFieldException("confirmation.confirmedAt", "must not lie after the move itself");
        }
        return new Confirmation(
                confirmation.confirmedBy(),
                confirmation.signal(),
                confirmation.channel(),
                confirmation.confirmedAt() == null ? movedAt : confirmation.confirmedAt(),
                confirmation.reference());
    }
}
