package dealflow.forecast.refusal;

import java.util.UUID;

/** A rebuild that was never ordered. */
public final class UnknownRebuildException extends RuntimeException {

    public UnknownRebuildException(UUID id) {
        super("There is no rebuild '" + id + "'; GET /rebuilds lists them");
    }
}
