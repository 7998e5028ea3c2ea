package dealflow.funnel.rollup;

import java.util.Arrays;
import java.util.Optional;

/** What changes the number or amount of the deals in a stage; the terms of the balance between opening and closing. */
public enum FlowTerm {
    IN("in", 1),
    REOPENED("reopened", 1),
    FORWARD_IN("forwardIn", 1),
    BACKWARD_IN("backwardIn", 1),
    TRANSFERRED_IN("transferredIn", 1),
    FORWARD_OUT("forwardOut", -1),
    BACKWARD_OUT("backwardOut", -1),
    WON("won", -1),
    LOST("lost", -1),
    RETURNED("returned", -1),
    TRANSFERRED_OUT("transferredOut", -1),
    REPRICED("repriced", 1);

    public static final FlowTerm[] ALL = values();

    public final String field;
    final int sign;

    FlowTerm(String field, int sign) {
        this.field = field;
        this.sign = sign;
    }

    static Optional<FlowTerm> of(String field) {
        return Arrays.stream(ALL).filter(term -> term.field.equals(field)).findFirst();
    }
}
