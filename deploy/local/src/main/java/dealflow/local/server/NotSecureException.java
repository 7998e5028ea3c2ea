package dealflow.local.server;

import java.nio.file.Path;

/** A broker's users are made with its storage, and this storage was made without any. */
public final class NotSecureException extends RuntimeException {

    NotSecureException(Path folder) {
        super("%s was made without --secure, and has no users: begin anew with --secure --fresh, or leave --secure out"
                .formatted(folder));
    }
}
