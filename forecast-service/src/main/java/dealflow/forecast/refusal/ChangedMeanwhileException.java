package dealflow.forecast.refusal;

/** Somebody else was first. */
public final class ChangedMeanwhileException extends RuntimeException {

    public ChangedMeanwhileException(String message) {
        super(message);
    }
}
