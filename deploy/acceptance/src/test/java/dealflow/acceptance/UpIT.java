package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that a newcomer runs first, as they run it: in a process of its own, with the demo company. */
class UpIT {

    @TempDir
    Path directory;

    private final Ports ports = Ports.free();
    private Process up;

    @AfterEach
    void stop() {
        if (up != null && up.isAlive()) {
            up.destroy();
            up.onExit().join();
        }
    }

    @Test
    void reachesReadyShowsTheDemoAndStopsCleanly() throws Exception {
        up = start("first.log", "--demo");
        awaitReady("first.log");
        assertThat(log("first.log"))
                .contains("of previous")
                .containsPattern("opportunity +[0-9,]+")
                .contains("Win rate of the deals decided")
                .contains("bookings, USD")
                .contains("http://127.0.0.1:%d".formatted(ports.base() + 1));

        var second = start("second.log", "--demo");
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(log("second.log")).contains("already running");

        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(log("first.log")).contains("stopped");
        assertThat(processesOf(directory)).isEmpty();

        // Again on the same data: nothing is doubled.
        var tables = tables("first.log");
        up = start("third.log", "--demo");
        awaitReady("third.log");
        assertThat(tables("third.log")).isEqualTo(tables);
    }

    @Test
    void cleansUpAfterALauncherThatWasKilled() throws Exception {
        up = start("first.log");
        awaitReady("first.log");
        up.destroyForcibly().onExit().join();
        assertThat(processesOf(directory)).as("left over").isNotEmpty();

        up = start("second.log");
        awaitReady("second.log");

        assertThat(log("second.log")).contains("left over by a launcher that was killed");
    }

    private Process start(String log, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Ddealflow.root=" + Dealflow.ROOT,
                "-jar",
                Dealflow.ROOT
                        .resolve("deploy/local/target/dealflow-local-1.0.0-SNAPSHOT.jar")
                        .toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port-base",
                String.valueOf(ports.base())));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    private void awaitReady(String log) {
        Dealflow.await("it is ready", () -> log(log).contains("\nReady") || !up.isAlive());
        assertThat(up.isAlive()).as(log(log)).isTrue();
    }

    private String log(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    /** The funnel of the past, which does not depend on the hour. */
    private String tables(String log) {
        return log(log).lines()
                .dropWhile(line -> !line.startsWith("Funnel of"))
                .takeWhile(line -> !line.startsWith("bookings"))
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private static List<String> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }
}
