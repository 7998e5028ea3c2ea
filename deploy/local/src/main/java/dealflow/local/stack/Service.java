package dealflow.local.stack;

import dealflow.local.folder.DataFolder;
import dealflow.local.process.DidNotStartException;
import dealflow.local.process.JvmProcess;
import dealflow.local.process.Part;
import dealflow.local.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the services or the console, as it is packaged, in a process of its own. */
public final class Service implements Part {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String name;
    private final Path jar;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final JvmProcess process;

    Service(Path root, String name, int port, int managementPort, Map<String, String> settings, DataFolder folder) {
        this(root.resolve(name), name, name, port, managementPort, settings, folder);
    }

    /**
     * @param module where it is built
     * @param label names its log, and the file with its process id
     */
    Service(
            Path module,
            String name,
            String label,
            int port,
            int managementPort,
            Map<String, String> settings,
            DataFolder folder) {
        this.name = name;
        this.jar = module.resolve("target/quarkus-app/quarkus-run.jar");
        this.port = port;
        this.managementPort = managementPort;
        var environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        // Three such heaps, the broker and PostgreSQL fit an 8 GB laptop beside its other work.
        var heap = "-Xmx" + System.getProperty("dealflow.heap", "512m");
        // What a service keeps of many deals may be more than half of its heap, and stays: by default it is marked over
        // and over.
        var arguments = new ArrayList<>(List.of(
                heap,
                "-XX:-G1UseAdaptiveIHOP",
                "-XX:InitiatingHeapOccupancyPercent=70",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                jar.toString()));
        this.environment = Map.copyOf(environment);
        this.process = new JvmProcess(arguments, environment, folder.log(label), folder.pidFile(label));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts the process and does not wait for it. */
    void launch() {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("%s is not built; run: mvn -DskipTests package".formatted(name));
        }
        process.start();
    }

    void awaitReady() {
        if (!Waiting.whileItWorks(this::ready, process)) {
            throw new DidNotStartException(name, log());
        }
    }

    private boolean ready() {
        try {
            var request = HttpRequest.newBuilder(URI.create(health() + "/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it is told, for somebody who runs it in another way. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Where its API is. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where its health is. */
    public URI health() {
        return URI.create("http://127.0.0.1:" + managementPort + "/q/health");
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean alive() {
        return process.alive();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return process.handle();
    }

    @Override
    public Path log() {
        return process.log();
    }
}
