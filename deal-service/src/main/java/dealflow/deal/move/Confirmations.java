package dealflow.deal.move;

import dealflow.contract.deal.Person;
import dealflow.contract.event.Confirmation;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import java.time.Instant;
import java.util.List;

/** The customer's confirmation as evidence (R1): somebody on its side did something, before the move that rests on it. */
final class Confirmations {

    private Confirmations() {}

    /**
     * The same, confirmed at the move's time unless it says when, by the person of the deal that it names.
     *
     * @throws InvalidFieldException if it says not who or how, or came after the move
     */
    static Confirmation checked(Confirmation confirmation, Instant movedAt, List<Person> people) {
        if (confirmation == null) {
            return null;
        }
        var person = person(confirmation, people);
        var said = !Texts.isBlank(confirmation.confirmedBy());
        if (person == null && !said) {
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
                said ? confirmation.confirmedBy() : person.name(),
                confirmation.signal(),
                confirmation.channel(),
                confirmation.confirmedAt() == null ? movedAt : confirmation.confirmedAt(),
                confirmation.reference(),
                person == null ? null : person.id(),
                person == null ? null : person.role());
    }

    private static Person person(Confirmation confirmation, List<Person> people) {
        if (confirmation.person() == null) {
            return null;
        }
        return people.stream()
                .filter(person -> person.id().equals(confirmation.person()))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "confirmation.person",
                        "'%s' is none of the deal's people %s; put it there first, or leave it out"
                                .formatted(
                                        confirmation.person(),
                                        people.stream().map(Person::id).toList())));
    }
}
