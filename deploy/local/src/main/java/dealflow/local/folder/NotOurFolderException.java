package dealflow.local.folder;

import java.nio.file.Path;

/** The folder given for the data holds something else, which must not be written into or wiped. */
public final class NotOurFolderException extends RuntimeException {

    NotOurFolderException(Path folder) {
        super("%s is not a Dealflow data folder and is not empty. Give --data a new or an empty folder."
                .formatted(folder));
    }
}
