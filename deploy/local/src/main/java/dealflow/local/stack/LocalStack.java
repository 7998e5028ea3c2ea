package dealflow.local.stack;

import dealflow.local.folder.DataFolder;
import dealflow.local.login.IdentityProvider;
import dealflow.local.login.Keycloak;
import dealflow.local.login.KeycloakFolder;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.process.Part;
import dealflow.local.server.Certificates;
import dealflow.local.server.Kafka;
import dealflow.local.server.KafkaSecurity;
import dealflow.local.server.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole system on one machine: PostgreSQL, Kafka and the three services, each a process of its own. */
public final class LocalStack implements AutoCloseable {

    /** In the order of their ports. */
    public static final List<String> SERVICES = List.of("deal-service", "funnel-service", "forecast-service");

    private final Path root;
    private final DataFolder folder;
    private final Ports ports;
    private final Postgres postgres;
    private final Kafka kafka;
    private final KafkaSecurity kafkaSecurity;
    private final Optional<Keycloak> keycloak;
    private final IdentityProvider provider;
    private final List<String> origins;
    private final Map<String, Service> services = new HashMap<>();
    private final Optional<Console> console;
    private boolean closed;

    /**
     * How it differs from the simplest one.
     *
     * @param secure whether the services reach PostgreSQL and Kafka by TLS only, each as a user of its own
     * @param keycloak whether a Keycloak signs the tokens, instead of the launcher with a key of its own
     * @param console whether the web application runs, too
     * @param origins whose pages may call the services from a browser (CORS), as {@code http://localhost:5173}
     */
    public record Options(boolean secure, boolean keycloak, boolean console, List<String> origins) {

        public static final Options PLAIN = new Options(false, false, false, List.of());
        public static final Options WITH_CONSOLE = new Options(true, false, true, List.of());
    }

    /**
     * A system that is not started yet.
     *
     * @param root the project's root, with everything packaged
     * @param folder where it keeps its data; closed together with it
     */
    public LocalStack(Path root, DataFolder folder, Ports ports, Options options) {
        this.root = root;
        this.folder = folder;
        this.ports = ports;
        var certificates = options.secure() ? Optional.of(Certificates.in(folder)) : Optional.<Certificates>empty();
        this.postgres = Postgres.in(folder, ports.postgres(), certificates);
        this.kafkaSecurity = certificates
                .<KafkaSecurity>map(tls -> new KafkaSecurity.Secure(tls, folder))
                .orElseGet(KafkaSecurity.Plain::new);
        this.kafka = Kafka.in(
                root.resolve("deploy/local/target/lib"), folder, ports.kafka(), ports.kafkaController(), kafkaSecurity);
        this.keycloak = options.keycloak()
                ? Optional.of(new Keycloak(
                        root.resolve("deploy/local/target/keycloak-quarkus-dist.zip"),
                        folder,
                        ports.keycloak(),
                        ports.keycloakManagement(),
                        Console.address(ports)))
                : Optional.empty();
        this.origins = options.origins();
        this.provider = keycloak.<IdentityProvider>map(found -> found).orElseGet(() -> Tokens.of(folder));
        for (var name : SERVICES) {
            var number = SERVICES.indexOf(name) + 1;
            services.put(
                    name, new Service(root, name, ports.api(number), ports.management(number), settings(name), folder));
        }
        this.console = options.console() ? Optional.of(Console.in(root, folder, ports, keycloak)) : Optional.empty();
    }

    private Map<String, String> settings(String service) {
        var settings = new HashMap<>(kafkaSecurity.client(database(service)));
        settings.putAll(provider.settings());
        settings.putAll(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.address(ports.postgres(), database(service)),
                "QUARKUS_DATASOURCE_USERNAME",
                database(service),
                "QUARKUS_DATASOURCE_PASSWORD",
                folder.password(database(service)),
                "DEALFLOW_KAFKA",
                "127.0.0.1:" + ports.kafka(),
                // One person is every client here.
                "DEALFLOW_LIMITS_REQUESTS_PER_SECOND",
                "100000",
                "DEALFLOW_LIMITS_BURST",
                "100000",
                "DEALFLOW_LIMITS_CONCURRENT_REQUESTS",
                "1000"));
        // Somebody who tries webhooks has the receiver beside it.
        settings.put("DEALFLOW_WEBHOOKS_REACH", "loopback");
        if (!origins.isEmpty()) {
            settings.put("QUARKUS_HTTP_CORS_ORIGINS", String.join(",", origins));
        }
        return settings;
    }

    /**
     * Another process of a service, on ports of its own: not started, and for the caller to stop.
     *
     * @param label tells it from other replicas of the service
     * @param more settings over those that all have
     */
    public Service replica(Service of, String label, Map<String, String> more) {
        var free = Ports.free();
        var settings = settings(of.name());
        settings.putAll(more);
        return new Service(
                root.resolve(of.name()),
                of.name(),
                of.name() + "-" + label,
                free.api(1),
                free.management(1),
                settings,
                folder);
    }

    private static String database(String service) {
        return service.substring(0, service.indexOf('-'));
    }

    /**
     * Starts everything, and returns when every service is ready.
     *
     * @param report told of each step
     */
    public void start(Consumer<String> report) {
        Leftovers.in(folder).stop(report);
        var taken = ports.taken();
        if (!taken.isEmpty()) {
            throw new PortsTakenException(taken);
        }
        // One that was killed may have left it.
        KeycloakFolder.in(folder.path()).removeAddress();
        // It takes longest, and nobody needs it before the first service.
        var signing = keycloak.map(part -> CompletableFuture.runAsync(() -> timed(report, part.name(), part::start)));
        var broker = CompletableFuture.runAsync(() -> timed(report, kafka.name(), kafka::start));
        try {
            timed(report, postgres.name(), postgres::start);
            SERVICES.forEach(service -> postgres.createDatabase(database(service), folder.password(database(service))));
        } finally {
            // Also when the other failed: nothing starts any more when all is stopped.
            await(broker);
        }
        signing.ifPresent(LocalStack::await);
        // It creates the topics that the other two read.
        timed(report, deals().name(), deals()::start);
        funnels().launch();
        forecasts().launch();
        console.ifPresent(Console::launch);
        timed(report, funnels().name(), funnels()::awaitReady);
        timed(report, forecasts().name(), forecasts()::awaitReady);
        console.map(Console::service).ifPresent(service -> timed(report, service.name(), service::awaitReady));
    }

    private static void await(CompletableFuture<Void> step) {
        try {
            step.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void timed(Consumer<String> report, String name, Runnable step) {
        var began = System.nanoTime();
        step.run();
        report.accept("%-18s started (%.1f s)".formatted(name, (System.nanoTime() - began) / 1e9));
    }

    public Service deals() {
        return services.get("deal-service");
    }

    public Service funnels() {
        return services.get("funnel-service");
    }

    public Service forecasts() {
        return services.get("forecast-service");
    }

    /** Where Keycloak is, if it is one that signs the tokens. */
    public Optional<URI> keycloak() {
        return keycloak.map(Keycloak::address);
    }

    /** The web application, if it runs. */
    public Optional<Console> console() {
        return console;
    }

    public Kafka kafka() {
        return kafka;
    }

    public Postgres postgres() {
        return postgres;
    }

    /** Every part, in the order in which they start. */
    public List<Part> parts() {
        return Stream.<Stream<? extends Part>>of(
                        keycloak.stream(),
                        Stream.of(postgres, kafka, deals(), funnels(), forecasts()),
                        console.stream().map(Console::service))
                .<Part>flatMap(parts -> parts)
                .toList();
    }

    /** A token for a user of that role, valid for as long as anyone works in a day. */
    public String token(Role role) {
        return provider.token(role);
    }

    public DataFolder folder() {
        return folder;
    }

    /** A service's database, for a test that looks behind the API: address, user and password. */
    public List<String> databaseOf(Service service) {
        var database = database(service.name());
        return List.of(postgres.jdbcUrl(database), database, folder.password(database));
    }

    /** The administrator's way to PostgreSQL: address, user and password. */
    public List<String> administration() {
        return List.of(postgres.jdbcUrl("postgres"), "postgres", folder.password());
    }

    /** Stops everything, the services first, together, and the database last; safe to call twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        console.ifPresent(Console::close);
        var stopped = services.values().stream()
                .map(service -> CompletableFuture.runAsync(service::stop))
                .toList();
        stopped.forEach(LocalStack::await);
        var reversed = new ArrayList<>(parts());
        Collections.reverse(reversed);
        reversed.forEach(Part::stop);
        folder.close();
    }
}
