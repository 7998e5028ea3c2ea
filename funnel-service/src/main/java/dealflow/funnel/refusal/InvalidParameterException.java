package dealflow.funnel.refusal;

/** A parameter that cannot be taken. */
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
