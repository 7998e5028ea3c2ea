package dealflow.forecast.http;

/** A query parameter that cannot be taken; the message says how to mend it. */
final class InvalidParameterException extends RuntimeException {

    private final String field;

    InvalidParameterException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
