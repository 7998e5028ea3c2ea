package dealflow.edge.body;

import java.io.IOException;

/** A body that is not read to its end; an IOException, so that every reader lets it through as it is. */
final class RefusedBodyException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    RefusedBodyException(int status, String message, Object... values) {
        super(message.formatted(values));
        this.status = status;
    }

    int status() {
        return status;
    }
}
