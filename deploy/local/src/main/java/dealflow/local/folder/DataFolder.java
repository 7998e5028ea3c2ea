package dealflow.local.folder;

import dealflow.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The one folder that holds all that a local system keeps: its databases, messages, logs, key and password. */
public final class DataFolder implements AutoCloseable {

    private static final String MARKER = "dealflow.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process alone; the system lets go of it when the process ends, however it ends.
     *
     * @throws FolderInUseException when another launcher has it
     * @throws NotOurFolderException when it holds something that no launcher made
     */
    public static DataFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            refuseForeign(path);
            Folders.ofOwner(path);
            var channel = FileChannel.open(
                    path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new FolderInUseException(path);
            }
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s cannot be used: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (!Files.exists(path) || Files.exists(path.resolve(MARKER))) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new NotOurFolderException(path);
        }
        try (var content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new NotOurFolderException(path);
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Removes everything in it but the lock. */
    public void wipe() {
        try (var content = Files.list(path)) {
            content.filter(file -> !file.endsWith(MARKER)).toList().forEach(Folders::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Path postgres() {
        return path.resolve("postgresql");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    public PidFile pidFile(String part) {
        return new PidFile(path.resolve("run").resolve(part + ".pid"));
    }

    /** The administrators' password; made on first use, and readable by its owner alone. */
    public String password() {
        return secret(path.resolve("password"));
    }

    /** A user's own, likewise: whoever learns one has one database, or one Kafka user, and not the others. */
    public String password(String user) {
        return secret(path.resolve("passwords").resolve(user));
    }

    /** What a file holds that nobody could guess; made on first use. */
    public static String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                writePrivate(file, random());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What nobody could guess. */
    public static String random() {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Writes a file that nobody else can read at any moment. */
    public static void writePrivate(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
