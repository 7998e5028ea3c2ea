package dealflow.local.login;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real OpenID Connect provider, with a realm that is made anew at each start: nothing that is changed in it stays. It keeps
 * everything in memory.
 */
public final class Keycloak implements Part, IdentityProvider {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path zip;
    private final KeycloakFolder folder;
    private final URI address;
    private final URI console;
    private final JvmProcess build;
    private final JvmProcess server;

    /**
     * @param zip its distribution, as Maven Central has it
     * @param console whose people log in here
     */
    public Keycloak(Path zip, DataFolder data, int port, int managementPort, URI console) {
        this.zip = zip;
        this.folder = KeycloakFolder.in(data.path());
        this.address = URI.create("http://127.0.0.1:" + port);
        this.console = console;
        this.build =
                process(data, "keycloak-build", Map.of(), List.of("build", "--db=dev-mem", "--health-enabled=true"));
        this.server = process(
                data,
                "keycloak",
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", folder.password()),
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--hostname=" + address,
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + managementPort));
    }

    private JvmProcess process(DataFolder data, String name, Map<String, String> environment, List<String> what) {
        var home = folder.home().toString();
        // What bin/kc.sh says, but for a compiler that is in less of a hurry.
        var arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home + "/conf",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                home + "/lib/quarkus-run.jar",
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        arguments.addAll(what);
        return new JvmProcess(arguments, environment, data.log(name), data.pidFile(name));
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public void start() {
        folder.unpack(zip, this::build);
        folder.writeRealm(console);
        server.start();
        if (!Waiting.whileItWorks(this::ready, server)) {
            throw new DidNotStartException(name(), log());
        }
        folder.writeAddress(issuer());
    }

    private void build() {
        build.start();
        Waiting.whileItWorks(() -> !build.alive(), build);
        build.stop();
    }

    private boolean ready() {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
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

    public URI address() {
        return address;
    }

    private String issuer() {
        return address + "/realms/dealflow";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer(),
                "DEALFLOW_OIDC_ISSUER",
                issuer(),
                "DEALFLOW_ACCESS_SUBJECT_CLAIM",
                "preferred_username",
                "DEALFLOW_ACCESS_ROLE_CLAIM",
                "realm_access/roles");
    }

    /** What the console has to know to send people here. */
    public Map<String, String> console() {
        return Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", issuer(), "QUARKUS_OIDC_CREDENTIALS_SECRET", folder.password());
    }

    @Override
    public String token(Role role) {
        return new KeycloakLogin(issuer(), folder.password()).token(role);
    }

    @Override
    public void stop() {
        folder.removeAddress();
        build.stop();
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public boolean alive() {
        return server.alive();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return server.handle();
    }

    @Override
    public Path log() {
        return server.log();
    }
}
