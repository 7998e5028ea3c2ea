package dealflow.local.folder;

import java.nio.file.Path;

/** The data folder belongs to a launcher that still runs. */
public final class FolderInUseException extends RuntimeException {

    FolderInUseException(Path folder) {
        super(
                "Dealflow is already running with the data folder %s. Stop that one (Ctrl-C), or give this one a folder and ports of its own: --data DIR --port-base N"
                        .formatted(folder));
    }
}
