package dealflow.console.assistant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A question that was not answered; the problem says why, and how to mend it. */
class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(ObjectNode problem) {
        super(problem.toString());
    }
}
