package dealflow.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.Launcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The command that a newcomer runs first, as they run it: in a process of its own, with the demo company. Beside the tests of the other
 * systems.
 */
@Order(0)
@Execution(ExecutionMode.CONCURRENT)
class UpIT {

    @TempDir
    Path directory;

    private Launcher launcher;
    private Process up;

    @BeforeEach
    void prepare() {
        launcher = Launcher.in(directory);
    }

    @AfterEach
    void stop() {
        Launcher.stop(up);
    }

    /** One story, since each start is that of a whole system. */
    @Test
    void reachesReadyShowsTheDemoStopsCleanlyDoublesNothingAndCleansUpAfterALauncherThatWasKilled() throws Exception {
        up = launcher.start("first.log", "--demo");
        launcher.awaitReady(up, "first.log");
        assertThat(launcher.said("first.log"))
                .doesNotContain("not done yet")
                .contains("of previous")
                .containsPattern("opportunity +[0-9,]+")
                .contains("Win rate of the deals decided")
                .containsPattern("bookings, USD.*\\n(.*\\n)?\\d{4}-\\d{2}.* [1-9][0-9,]{4,}")
                .contains("http://127.0.0.1:%d".formatted(launcher.ports().base() + 1));
        assertThat(reachedFromElsewhere(launcher.ports().base()))
                .as("everything listens on 127.0.0.1 only")
                .isEmpty();

        assertThat(readmesRequests())
                .as("what README asks each service")
                .contains("The move to 'opportunity' is refused", "\"basis\":\"cohort\"", "\"measure\":\"bookings\"");

        var second = launcher.start("second.log", "--demo");
        Dealflow.await("the second has ended", () -> !second.isAlive());
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(launcher.said("second.log")).contains("already running");

        var first = up;
        first.destroy();
        Dealflow.await("the first has stopped", () -> !first.isAlive());
        assertThat(launcher.said("first.log")).contains("stopped");
        assertThat(processesOf(directory)).isEmpty();

        // Again on the same data: nothing is doubled.
        var tables = tables("first.log");
        up = launcher.start("third.log", "--demo");
        launcher.awaitReady(up, "third.log");
        assertThat(tables("third.log")).isEqualTo(tables);

        up.destroyForcibly().onExit().join();
        assertThat(processesOf(directory)).as("left over").isNotEmpty();

        up = launcher.start("fourth.log");
        launcher.awaitReady(up, "fourth.log");
        assertThat(launcher.said("fourth.log")).contains("left over by a launcher that was killed");
    }

    /** The answers to the requests that README begins with, as its reader's shell sends them, but for where the system is. */
    private String readmesRequests() throws IOException, InterruptedException {
        var commands = new StringBuilder();
        var section = Files.readString(Dealflow.ROOT.resolve("README.md"))
                .split("## One request to each service")[1]
                .split("\n## ")[0];
        for (var block : section.split("```sh\n")) {
            if (block.contains("curl")) {
                commands.append(block.split("```")[0]).append("echo\n");
            }
        }
        var shell = commands.toString()
                .replace("token ops", "token ops --data " + launcher.data())
                .replace("localhost:8081", "localhost:" + (launcher.ports().base() + 1))
                .replace("localhost:8082", "localhost:" + (launcher.ports().base() + 2))
                .replace("localhost:8083", "localhost:" + (launcher.ports().base() + 3));
        var process = new ProcessBuilder("bash", "-c", shell)
                .directory(Dealflow.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The funnel of the past, which does not depend on the hour. */
    private String tables(String log) {
        return launcher.said(log)
                .lines()
                .dropWhile(line -> !line.startsWith("Funnel of"))
                .takeWhile(line -> !line.startsWith("bookings"))
                .reduce("", (a, b) -> a + "\n" + b);
    }

    /** Where the system answers at addresses of this machine that others can reach, too. */
    private static List<InetSocketAddress> reachedFromElsewhere(int base) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .flatMap(address -> IntStream.concat(
                                IntStream.range(base, base + 20), IntStream.range(base + 1000, base + 1020))
                        .mapToObj(port -> new InetSocketAddress(address, port)))
                .filter(UpIT::answers)
                .toList();
    }

    private static boolean answers(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }
}
