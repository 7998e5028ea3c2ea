package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guides' commands, run as they stand there, do what the guides say. */
@ExtendWith(Dealflow.class)
class GuidesIT {

    private static final Path GUIDES = Dealflow.ROOT.resolve("deploy/guides");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern TOKEN = Pattern.compile("\\$\\(deploy/local/token ([a-z]+)\\)");

    @TempDir
    Path directory;

    @Test
    void fromAnExportToAFunnelAndFromAFunnelToAConsumer() throws Exception {
        var funnel = run("first-funnel.md");
        assertThat(funnel)
                .contains("\"line\":5")
                .contains("\"field\":\"Created\"")
                .contains("'31.02.2026' is not a date")
                .contains("\"entered\":{\"count\":3")
                .contains("\"won\":{\"count\":1")
                .contains("\"lost\":{\"count\":1")
                .contains("\"owner\":\"ann\"");

        assertThat(run("first-consumer.md"))
                .contains("\"type\":\"dealflow.deal.opened.v1")
                .contains("\"secret\":\"whsec_");
    }

    /** What the commands of a page say, one after the other in one shell that ends at the first that fails. */
    private String run(String page) throws IOException, InterruptedException {
        var stack = Dealflow.stack();
        var commands = BLOCK.matcher(Files.readString(GUIDES.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("localhost:8081", stack.deals().api().getAuthority())
                .replace("localhost:8082", stack.funnels().api().getAuthority());
        commands = TOKEN.matcher(commands)
                .replaceAll(role -> stack.token(Role.valueOf(role.group(1).toUpperCase())));
        var said = Files.createTempFile(directory, "guide", ".log");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            Dealflow.await(page + " is done", () -> !shell.isAlive());
            assertThat(shell.exitValue()).as(Files.readString(said)).isZero();
            return Files.readString(said);
        } finally {
            shell.destroy();
        }
    }
}
