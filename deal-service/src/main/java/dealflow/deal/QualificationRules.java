package dealflow.deal;

import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Qualification.Element;
import dealflow.contract.deal.Qualification.State;
import dealflow.contract.deal.Qualification.Verdict;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells an opportunity (商机) from a pseudo-opportunity (伪商机): a need that the customer itself has stated, a budget set
 * or nearly set, the key person found, and a fit to us, each with its evidence (R3).
 */
public final class QualificationRules {

    private static final Element UNKNOWN = new Element(State.UNKNOWN, null);

    private QualificationRules() {}

    public static Qualification unknown() {
        return new Qualification(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Verdict.PSEUDO);
    }

    /** The same elements, absent ones as unknown, with the verdict that follows from them. */
    public static Qualification judged(Element need, Element budget, Element keyPerson, Element fit) {
        var elements =
                new Qualification(orUnknown(need), orUnknown(budget), orUnknown(keyPerson), orUnknown(fit), null);
        var verdict = missing(elements).isEmpty() ? Verdict.GENUINE : Verdict.PSEUDO;
        return new Qualification(elements.need(), elements.budget(), elements.keyPerson(), elements.fit(), verdict);
    }

    /**
     * What somebody recorded, with the verdict that follows.
     *
     * @param people those of the deal, of whom the key person may be one
     */
    public static Qualification checked(Qualification given, List<Person> people) {
        nobody("need", given.need());
        nobody("budget", given.budget());
        nobody("fit", given.fit());
        var key = orUnknown(given.keyPerson()).person();
        if (key != null && people.stream().noneMatch(person -> person.id().equals(key))) {
            throw new InvalidFieldException(
                    "keyPerson.person",
                    "'%s' is none of the deal's people; put it there first, or leave it out".formatted(key));
        }
        claimed("need", given.need());
        claimed("budget", given.budget());
        claimed("keyPerson", given.keyPerson());
        claimed("fit", given.fit());
        return judged(given.need(), given.budget(), given.keyPerson(), given.fit());
    }

    private static void nobody(String name, Element element) {
        if (orUnknown(element).person() != null) {
            throw new InvalidFieldException(name + ".person", "is said of the keyPerson only");
        }
    }

    private static void claimed(String name, Element element) {
        if (orUnknown(element).state() != State.UNKNOWN && !known(element)) {
            throw new InvalidFieldException(
                    name + ".evidence", "is required: what tells us so, such as the customer's words");
        }
        DealFields.note(name + ".evidence", orUnknown(element).evidence());
    }

    public static List<Missing> missing(Qualification qualification) {
        var missing = new ArrayList<Missing>();
        if (!known(qualification.need()) || qualification.need().state() != State.CONFIRMED) {
            missing.add(missing("need", "the customer has to state its need; record it as CONFIRMED with evidence"));
        }
        if (!known(qualification.budget())) {
            missing.add(missing("budget", "find out whether a budget is set or nearly set, and record the evidence"));
        }
        if (!known(qualification.keyPerson())) {
            missing.add(missing("keyPerson", "find the person who decides, and record the evidence"));
        }
        if (!known(qualification.fit())) {
            missing.add(missing("fit", "judge whether this customer fits us, and record why"));
        }
        return missing;
    }

    private static Missing missing(String element, String message) {
        return new Missing(Missing.Kind.QUALIFICATION, element, message);
    }

    private static boolean known(Element element) {
        return element.state() != State.UNKNOWN
                && element.evidence() != null
                && !element.evidence().isBlank();
    }

    private static Element orUnknown(Element element) {
        return element == null || element.state() == null ? UNKNOWN : element;
    }
}
