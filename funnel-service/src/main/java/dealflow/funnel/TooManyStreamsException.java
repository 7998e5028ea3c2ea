package dealflow.funnel;

/** As many watch already as can be served. */
public final class TooManyStreamsException extends RuntimeException {

    TooManyStreamsException(int most) {
        super("There are %d live streams already, and no more at a time".formatted(most));
    }
}
