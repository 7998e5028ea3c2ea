package dealflow.forecast.http;

/** Somebody else was first. */
final class ChangedMeanwhileException extends RuntimeException {

    ChangedMeanwhileException(String message) {
        super(message);
    }
}
