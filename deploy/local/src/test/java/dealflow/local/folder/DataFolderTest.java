package dealflow.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.login.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path directory;

    @Test
    void belongsToOneLauncherAtATime() {
        try (var first = DataFolder.open(directory)) {
            assertThatThrownBy(() -> DataFolder.open(directory))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("--port-base");
        }
        DataFolder.open(directory).close();
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "ten years of work");

        assertThatThrownBy(() -> DataFolder.open(directory)).isInstanceOf(NotOurFolderException.class);
        assertThatThrownBy(() -> DataFolder.open(directory.resolve("thesis.txt")))
                .isInstanceOf(NotOurFolderException.class);
        assertThat(directory.resolve("thesis.txt")).exists();
    }

    @Test
    void wipesEverythingAndStaysLocked() throws IOException {
        try (var folder = DataFolder.open(directory)) {
            Files.createDirectories(folder.postgres().resolve("base"));
            Files.writeString(folder.postgres().resolve("base/1"), "row");
            var password = folder.password();

            folder.wipe();

            assertThat(folder.postgres()).doesNotExist();
            assertThat(folder.password()).isNotEqualTo(password);
            assertThatThrownBy(() -> DataFolder.open(directory)).isInstanceOf(FolderInUseException.class);
        }
    }

    @Test
    void keepsItselfAndItsSecretsToItsOwner() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var folder = DataFolder.open(directory)) {
            var password = folder.password();
            var key = Tokens.of(folder).publicKey();

            assertThat(folder.password()).isEqualTo(password).hasSize(32);
            assertThat(Tokens.of(folder).publicKey()).isEqualTo(key);
            assertThat(folder.password("deal"))
                    .isEqualTo(folder.password("deal"))
                    .isNotIn(password, folder.password("funnel"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            for (var secret : new Path[] {
                directory.resolve("password"), directory.resolve("passwords/deal"), Tokens.keyFile(directory)
            }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .isEqualTo("rw-------");
            }
        }
    }
}
