package dealflow.deal.refusal;

/** A change to a version that is no longer the current one. */
public final class StaleVersionException extends RuntimeException {

    public StaleVersionException(long expected, long current) {
        super("The change was made to version %d, but version %d is current: read it again and decide anew"
                .formatted(expected, current));
    }
}
