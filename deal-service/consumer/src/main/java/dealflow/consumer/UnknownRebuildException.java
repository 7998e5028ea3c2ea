package dealflow.consumer;

import java.util.UUID;

/** A rebuild that was never ordered. */
final class UnknownRebuildException extends RuntimeException {

    UnknownRebuildException(UUID id) {
        super("There is no rebuild '" + id + "'; GET /rebuilds lists them");
    }
}
