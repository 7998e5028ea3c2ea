package dealflow.contract.deal;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The three elements of an opportunity and its fit to us.
 *
 * @param verdict computed: {@link Verdict#GENUINE} when the customer has all three elements and they fit us
 */
public record Qualification(Element need, Element budget, Element keyPerson, Element fit, Verdict verdict) {

    /** 商机 or 伪商机. */
    public enum Verdict {
        GENUINE,
        PSEUDO
    }

    /** How sure we are of an element. */
    public enum State {
        UNKNOWN,
        CLAIMED,
        CONFIRMED
    }

    /**
     * One element.
     *
     * @param evidence what tells us so; may be null while unknown
     * @param person of the key person, which of the deal's people it is; null where only the evidence says
     */
    public record Element(State state, String evidence, @JsonInclude(JsonInclude.Include.NON_NULL) String person) {

        /** One that names none of the deal's people. */
        public Element(State state, String evidence) {
            this(state, evidence, null);
        }
    }
}
