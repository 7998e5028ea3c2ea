package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client that others build upon, made from the API documents as they are now; skipped with a word where there is no npm. */
@ExtendWith(Dealflow.class)
class ClientsIT {

    private static final Path CLIENTS = Dealflow.ROOT.resolve("deploy/clients");
    private static final Path TYPESCRIPT = CLIENTS.resolve("typescript");

    @TempDir
    Path directory;

    @BeforeAll
    static void npm() {
        var isThere = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
        Assumptions.assumeTrue(isThere, "There is no npm: the TypeScript client is neither built nor tried");
    }

    @Test
    void theTypeScriptClientIsMadeFromTheApiDocumentsAndWorks() throws Exception {
        run(new ProcessBuilder(CLIENTS.resolve("check").toString()));

        var live = new ProcessBuilder("node", "--test", "--test-reporter=spec", "test/live.test.js");
        live.directory(TYPESCRIPT.toFile());
        var stack = Dealflow.stack();
        live.environment()
                .putAll(Map.of(
                        "DEALFLOW_DEALS", stack.deals().api().toString(),
                        "DEALFLOW_FUNNELS", stack.funnels().api().toString(),
                        "DEALFLOW_FORECASTS", stack.forecasts().api().toString(),
                        "DEALFLOW_TOKEN", stack.token(Role.OPS)));
        assertThat(run(live)).as("of the live test").contains("skipped 0");
    }

    /** Runs a command to its good end, and returns what it said. */
    private String run(ProcessBuilder command) throws IOException, InterruptedException {
        var said = Files.createTempFile(directory, "clients", ".log");
        var running =
                command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            Dealflow.await(command.command() + " is done", () -> !running.isAlive());
            assertThat(running.exitValue()).as(Files.readString(said)).isZero();
            return Files.readString(said);
        } finally {
            running.destroy();
        }
    }
}
