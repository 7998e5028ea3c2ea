package dealflow.local.folder;

import java.nio.file.Path;

/** Where the project is; the scripts beside the launcher say so. */
public final class Root {

    private Root() {}

    public static Path path() {
        return Path.of(System.getProperty("dealflow.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Where the data is unless the user says otherwise. */
    public static Path data() {
        return path().resolve(".dealflow");
    }
}
