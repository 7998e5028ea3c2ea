package dealflow.forecast.http;

import java.util.UUID;

/** A snapshot that the pipeline does not have. */
final class UnknownSnapshotException extends RuntimeException {

    UnknownSnapshotException(UUID id) {
        super("There is no snapshot " + id + " of this pipeline; GET …/snapshots lists them");
    }
}
