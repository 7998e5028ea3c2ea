package dealflow.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path directory;

    @Test
    void findsTheProcessAgain() {
        var file = new PidFile(directory.resolve("run/this.pid"));
        file.write(ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void knowsAnotherProcessThatWasGivenTheSameId() throws IOException {
        var file = new PidFile(directory.resolve("other.pid"));
        Files.writeString(file.path(), ProcessHandle.current().pid() + " 86400000");

        assertThat(file.process()).isEmpty();
    }

    @Test
    void isNothingWhenMissingOrCutShort() throws IOException {
        var file = new PidFile(directory.resolve("cut.pid"));
        assertThat(file.process()).isEmpty();

        Files.writeString(file.path(), "12");
        assertThat(file.process()).isEmpty();
    }
}
