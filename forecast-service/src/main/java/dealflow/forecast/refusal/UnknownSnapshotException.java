package dealflow.forecast.refusal;

import java.util.UUID;

/** A snapshot that the pipeline does not have. */
public final class UnknownSnapshotException extends RuntimeException {

    public UnknownSnapshotException(UUID id) {
        super("There is no snapshot " + id + " of this pipeline; GET …/snapshots lists them");
    }
}
