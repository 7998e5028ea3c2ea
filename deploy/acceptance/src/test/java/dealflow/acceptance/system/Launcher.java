package dealflow.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code deploy/local/up} as a newcomer runs it, in a process of its own.
 *
 * @param directory holds its data and what it says
 */
public record Launcher(Path directory, Ports ports) {

    public static final Path JAR = Dealflow.ROOT.resolve("deploy/local/target/dealflow-local.jar");

    public static Launcher in(Path directory) {
        return new Launcher(directory, Ports.free());
    }

    public Path data() {
        return directory.resolve("data");
    }

    /** @param log what it says goes there */
    public Process start(String log, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Ddealflow.root=" + Dealflow.ROOT,
                "-jar",
                JAR.toString(),
                "--data",
                data().toString(),
                "--port-base",
                String.valueOf(ports.base())));
        command.addAll(List.of(options));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(log).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady(Process up, String log) {
        Dealflow.await("it is ready", () -> isAllSaid(said(log)) || !up.isAlive());
        assertThat(up.isAlive()).as(said(log)).isTrue();
    }

    /** Up to its last line: it says where everything is after it has said that it is ready. */
    private static boolean isAllSaid(String said) {
        var ready = said.indexOf("\nReady");
        return ready >= 0 && said.indexOf("Ctrl-C stops everything", ready) > 0;
    }

    public String said(String log) {
        try {
            return Files.readString(directory.resolve(log));
        } catch (IOException e) {
            return "";
        }
    }

    public static void stop(Process up) {
        if (up != null && up.isAlive()) {
            up.destroy();
            up.onExit().join();
        }
    }
}
