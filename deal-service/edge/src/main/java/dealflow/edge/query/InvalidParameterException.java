package dealflow.edge.query;

/** A query parameter that cannot be taken; the message says how to mend it. */
public final class InvalidParameterException extends RuntimeException {

    private final String field;

    public InvalidParameterException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
