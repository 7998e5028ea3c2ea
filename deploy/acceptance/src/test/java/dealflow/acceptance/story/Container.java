package dealflow.acceptance.story;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A service's image, run in the service's place as the manifests run it: not as root, on a root that nobody can write to. */
final class Container implements AutoCloseable {

    private static final Path ARCHIVES = Dealflow.ROOT.resolve("deploy/images/target");
    private static final Path CERTIFICATE = Path.of("/etc/dealflow/kafka/ca.crt");

    private final Service service;
    private final String name;

    /** @param service the one, not running, whose ports and settings it takes over */
    Container(Service service) {
        this.service = service;
        this.name = service.name() + "-" + ProcessHandle.current().pid();
    }

    /** Why no image can be run here, or null. */
    static String missing() {
        if (!Files.exists(ARCHIVES.resolve("deal-service.tar"))) {
            return "there are no images: deploy/images/build makes them";
        }
        return List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "podman")))
                ? null
                : "there is no podman: apt-get install podman runc";
    }

    /** @param folder where it may leave files for as long as it runs */
    void start(Path folder) throws IOException {
        engine("load", "-q", "-i", ARCHIVES.resolve(service.name() + ".tar").toString());
        var trusted = Path.of(service.environment().get("KAFKA_SSL_TRUSTSTORE_LOCATION"));
        var copy = folder.resolve(name + ".crt");
        Files.copy(trusted, copy);
        var settings = new ArrayList<String>();
        service.environment()
                .forEach((key, value) ->
                        settings.add(key + "=" + value.replace(trusted.toString(), CERTIFICATE.toString())));
        var environment = Files.write(folder.resolve(name + ".env"), settings);
        engine(
                "run",
                "--detach",
                "--name=" + name,
                "--network=host",
                "--read-only",
                "--tmpfs=/tmp:rw,exec,mode=1777",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=1g",
                // The engine's own defaults are more than a sandbox may set.
                "--ulimit=nofile=4096:4096",
                "--ulimit=nproc=4096:4096",
                "--env-file=" + environment,
                "--volume=" + copy + ":" + CERTIFICATE + ":ro",
                image());
    }

    String image() {
        return "localhost/dealflow/" + service.name() + ":1.0.0";
    }

    /** A field of what the engine knows of the container. */
    String inspect(String field) {
        return engine("inspect", "--format={{" + field + "}}", name);
    }

    /** What Linux says of its process. */
    String proc(String file) throws IOException {
        return Files.readString(Path.of("/proc", inspect(".State.Pid"), file));
    }

    String logs() {
        return engine("logs", name);
    }

    boolean canRun(String... program) {
        try {
            return call(Stream.concat(Stream.of("exec", name), Stream.of(program))
                                    .toList())
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        engine("rm", "--force", "--time=20", name);
        // Or each run would leave another copy in the engine's store.
        engine("rmi", "--force", image());
    }

    private static String engine(String... arguments) {
        try {
            var process = call(List.of(arguments));
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("podman " + arguments[0] + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process call(List<String> arguments) {
        // Also where no systemd hands out control groups.
        var command = new ArrayList<>(List.of("podman", "--cgroup-manager=cgroupfs"));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
