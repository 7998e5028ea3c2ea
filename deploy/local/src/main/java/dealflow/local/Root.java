package dealflow.local;

import java.nio.file.Path;

/** Where the project is; the scripts beside the launcher say so. */
final class Root {

    private Root() {}

    static Path path() {
        return Path.of(System.getProperty("dealflow.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Where the data is unless the user says otherwise. */
    static Path data() {
        return path().resolve(".dealflow");
    }
}
