package dealflow.local.server;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Folders;
import dealflow.local.process.DidNotStartException;
import dealflow.local.process.JvmProcess;
import dealflow.local.process.Part;
import dealflow.local.process.PidFile;
import dealflow.local.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Kafka broker (KRaft, broker and controller in one process) on the loopback interface. */
public final class Kafka implements Part, AutoCloseable {

    private static final String FORMATTED = "formatted";
    private static final String SECURE = KafkaSecurity.Secure.class.getSimpleName();
    private static final String CLUSTER_ID = "ZGVhbGZsb3ctbG9jYWwtMQ";
    /** For a process that ends before the costlier compiler and collector would pay. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final String classPath;
    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final boolean temporary;
    private final JvmProcess broker;
    private final KafkaSecurity security;

    private Kafka(
            Path lib,
            Path directory,
            Path log,
            PidFile pidFile,
            int port,
            int controllerPort,
            boolean temporary,
            KafkaSecurity security) {
        this.security = security;
        this.classPath = lib.resolve("*").toString();
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
        this.temporary = temporary;
        var arguments = new ArrayList<String>(temporary ? SHORT_LIVED : List.of());
        arguments.addAll(List.of(
                "-Xmx384m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss",
                "-cp",
                classPath,
                "kafka.Kafka",
                settings().toString()));
        this.broker = new JvmProcess(arguments, Map.of(), log, pidFile);
    }

    /**
     * A broker, not yet started, whose messages stay in the folder.
     *
     * @param lib the folder that holds the broker's jars
     */
    public static Kafka in(Path lib, DataFolder folder, int port, int controllerPort) {
        return in(lib, folder, port, controllerPort, new KafkaSecurity.Plain());
    }

    public static Kafka in(Path lib, DataFolder folder, int port, int controllerPort, KafkaSecurity security) {
        return new Kafka(
                lib,
                folder.kafka(),
                folder.log("kafka"),
                folder.pidFile("kafka"),
                port,
                controllerPort,
                false,
                security);
    }

    /** Whether the folder's messages were begun without access lists; those of a new one are not. */
    public static boolean isPlain(DataFolder folder) {
        var kafka = folder.kafka();
        try {
            return Files.exists(kafka.resolve("log/meta.properties"))
                    && !(Files.exists(kafka.resolve(FORMATTED))
                            && Files.readString(kafka.resolve(FORMATTED)).equals(SECURE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a broker on free ports, whose messages go when it is closed. */
    public static Kafka temporary(Path lib) {
        try {
            var directory = Files.createTempDirectory("dealflow-kafka");
            var log = directory.resolve("kafka.log");
            var pidFile = new PidFile(directory.resolve("kafka.pid"));
            var kafka =
                    new Kafka(lib, directory, log, pidFile, freePort(), freePort(), true, new KafkaSecurity.Plain());
            kafka.start();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Starts the broker, and returns when it accepts connections. */
    @Override
    public void start() {
        configure();
        broker.start();
        if (!Waiting.whileItWorks(this::accepts, broker)) {
            throw new DidNotStartException("Kafka", log());
        }
        if (security instanceof KafkaSecurity.Secure secure) {
            var login = new HashMap<String, Object>(secure.settingsOf(KafkaSecurity.Secure.BROKER));
            login.put("bootstrap.servers", bootstrapServers());
            AccessLists.give(login, secure);
        }
    }

    private void configure() {
        try {
            Files.createDirectories(directory);
            // Written at every start: the ports may differ from the last one's.
            DataFolder.writePrivate(
                    settings(),
                    """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%1$d
                    controller.listener.names=CONTROLLER
                    log.dirs=%2$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=4
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    share.coordinator.state.topic.replication.factor=1
                    share.coordinator.state.topic.min.isr=1
                    group.initial.rebalance.delay.ms=0
                    auto.create.topics.enable=false
                    %3$s"""
                            .formatted(controllerPort, messages(), security.settings(port, controllerPort)));
            if (!Files.exists(messages().resolve("meta.properties"))) {
                format();
                Files.writeString(formatted(), security.getClass().getSimpleName());
            } else if (security instanceof KafkaSecurity.Secure
                    && !(Files.exists(formatted())
                            && Files.readString(formatted()).equals(SECURE))) {
                throw new NotSecureException(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format() throws IOException {
        Files.createDirectories(log().getParent());
        var arguments = new ArrayList<>(List.of(
                "format", "--cluster-id", CLUSTER_ID, "--config", settings().toString()));
        arguments.addAll(security.format());
        run("kafka.tools.StorageTool", arguments);
    }

    private void run(String tool, List<String> arguments) throws IOException {
        var command = new ArrayList<>(SHORT_LIVED);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath, tool));
        command.addAll(arguments);
        var process = new ProcessBuilder(JvmProcess.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new DidNotStartException("Kafka", log());
        }
    }

    private Path formatted() {
        return directory.resolve(FORMATTED);
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path messages() {
        return directory.resolve("log");
    }

    @Override
    public void stop() {
        broker.stop();
    }

    @Override
    public void kill() {
        broker.kill();
    }

    @Override
    public boolean alive() {
        return broker.alive();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return broker.handle();
    }

    @Override
    public Path log() {
        return broker.log();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The settings of a client of this broker: {@code deal} may write, {@code funnel} and {@code forecast} may read. */
    public Map<String, String> clientSettings(String user) {
        var settings = new HashMap<>(security.settingsOf(user));
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    /** Stops the broker, and removes what it kept if it was a temporary one. */
    @Override
    public void close() {
        stop();
        if (temporary) {
            Folders.delete(directory);
        }
    }

    private boolean accepts() {
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
}
