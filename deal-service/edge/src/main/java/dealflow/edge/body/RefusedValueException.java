package dealflow.edge.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A value in JSON that is not taken; its message says why, to who sent it. */
final class RefusedValueException extends MismatchedInputException {

    private static final long serialVersionUID = 1;

    private final boolean ofTheForm;

    /** @param ofTheForm whether it is what was expected there, but out of its bounds */
    RefusedValueException(JsonParser parser, String message, boolean ofTheForm) {
        super(parser, message, (Class<?>) null);
        this.ofTheForm = ofTheForm;
    }

    boolean ofTheForm() {
        return ofTheForm;
    }
}
