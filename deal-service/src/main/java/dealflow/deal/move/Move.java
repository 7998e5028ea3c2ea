package dealflow.deal.move;

import dealflow.contract.deal.Person;
import dealflow.contract.event.Confirmation;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;
import java.util.List;

/**
 * A move as it is asked for.
 *
 * @param to a stage's key, the won stage's key, {@code won} or {@code lost}
 * @param occurredAt when it happened; null for now
 * @param override why it is to be made although something is missing; only sales operations may say so
 */
public record Move(
        String to, Instant occurredAt, Confirmation confirmation, String reason, String note, String override) {

    public Move {
        DealFields.note("reason", reason);
        DealFields.note("note", note);
        DealFields.note("override", override);
    }

    /** The same, although something is missing, for a reason. */
    Move overriddenFor(String why) {
        return new Move(to, occurredAt, confirmation, reason, note, why);
    }

    /**
     * The same at its time, with a confirmation that is whole.
     *
     * @param people those of the deal, of whom it may name one
     *
     * @throws InvalidFieldException if the confirmation lacks what it must have, or came after the move
     */
    public Move confirmedBy(Instant time, List<Person> people) {
        return new Move(to, time, Confirmations.checked(confirmation, time, people), reason, note, override);
    }
}
