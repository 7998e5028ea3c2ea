package dealflow.local.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/** Makes folders that are their owner's alone, and removes folders with what is in them. */
public final class Folders {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private Folders() {}

    /** A folder that nobody else looks into, whatever is in it; made if it is not there. */
    static Path ofOwner(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
        return Files.setPosixFilePermissions(folder, OWNER);
    }

    /** Where this user keeps what programs can make again. */
    public static Path cache() throws IOException {
        var said = System.getenv("XDG_CACHE_HOME");
        var caches =
                said == null || said.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(said);
        return ofOwner(caches.resolve("dealflow"));
    }

    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
