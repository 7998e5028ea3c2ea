package dealflow.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Kafka broker (KRaft, broker and controller in one process) on the loopback interface. */
public final class Kafka implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path lib;
    private final Path directory;
    private final int port;
    private final int controllerPort;
    private Process process;

    private Kafka(Path lib, Path directory, int port, int controllerPort) {
        this.lib = lib;
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker whose log stays in {@code directory}.
     *
     * @param lib the folder that holds the broker's jars
     */
    public static Kafka in(Path lib, Path directory, int port, int controllerPort) {
        var kafka = new Kafka(lib, directory, port, controllerPort);
        kafka.format();
        kafka.start();
        return kafka;
    }

    /** Starts a broker on free ports, with its log in a new temporary folder. */
    public static Kafka temporary(Path lib) {
        try {
            return in(lib, Files.createTempDirectory("dealflow-kafka"), freePort(), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format() {
        if (Files.exists(directory.resolve("log/meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            var properties =
                    """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                    log.dirs=%3$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=4
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    share.coordinator.state.topic.replication.factor=1
                    share.coordinator.state.topic.min.isr=1
                    group.initial.rebalance.delay.ms=0
                    auto.create.topics.enable=false
                    """
                            .formatted(port, controllerPort, directory.resolve("log"));
            Files.writeString(directory.resolve("server.properties"), properties);
            var format = java(
                            "kafka.tools.StorageTool",
                            "format",
                            "--cluster-id",
                            "ZGVhbGZsb3ctbG9jYWwtMQ",
                            "--config",
                            directory.resolve("server.properties").toString())
                    .start();
            if (format.waitFor() != 0) {
                throw new IllegalStateException(
                        "Kafka's folder could not be formatted; see " + directory.resolve("kafka.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Starts the broker, and returns when it accepts connections. */
    public void start() {
        try {
            process = java("kafka.Kafka", directory.resolve("server.properties").toString())
                    .start();
            var deadline = Instant.now().plus(STARTUP);
            while (!accepts(port)) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("Kafka did not start; see " + directory.resolve("kafka.log"));
                }
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Kills the broker with no chance to tidy up; {@link #start()} brings it back. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            throw interrupted(e);
        }
    }

    private ProcessBuilder java(String mainClass, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                lib.resolve("*").toString(),
                mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("kafka.log").toFile()));
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for Kafka", e);
    }
}
