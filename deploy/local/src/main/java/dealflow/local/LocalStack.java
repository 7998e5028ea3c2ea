package dealflow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole system on one machine: PostgreSQL, Kafka and the three services, each a process of its own. */
public final class LocalStack implements AutoCloseable {

    /** In the order of their ports. */
    public static final List<String> SERVICES = List.of("deal-service", "funnel-service", "forecast-service");

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final Path root;
    private final DataFolder folder;
    private final Ports ports;
    private final Postgres postgres;
    private final Kafka kafka;
    private final KafkaSecurity kafkaSecurity;
    private final Map<String, Service> services = new HashMap<>();
    private boolean closed;

    /**
     * A system that is not started yet.
     *
     * @param root the project's root, with everything packaged
     * @param folder where it keeps its data; closed together with it
     */
    public LocalStack(Path root, DataFolder folder, Ports ports) {
        this(root, folder, ports, Optional.empty());
    }

    /** The same, where the services reach PostgreSQL and Kafka by TLS only, each as a user of its own. */
    public static LocalStack secure(Path root, DataFolder folder, Ports ports) {
        return new LocalStack(root, folder, ports, Optional.of(Certificates.in(folder)));
    }

    private LocalStack(Path root, DataFolder folder, Ports ports, Optional<Certificates> certificates) {
        this.root = root;
        this.folder = folder;
        this.ports = ports;
        this.postgres = Postgres.in(folder, ports.postgres(), certificates);
        this.kafkaSecurity =
                certificates.<KafkaSecurity>map(KafkaSecurity.Secure::new).orElseGet(KafkaSecurity.Plain::new);
        this.kafka = Kafka.in(
                root.resolve("deploy/local/target/lib"), folder, ports.kafka(), ports.kafkaController(), kafkaSecurity);
        for (var name : SERVICES) {
            var number = SERVICES.indexOf(name) + 1;
            services.put(
                    name, new Service(root, name, ports.api(number), ports.management(number), settings(name), folder));
        }
    }

    private Map<String, String> settings(String service) {
        var settings = new HashMap<>(kafkaSecurity.client(database(service)));
        settings.putAll(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.address(ports.postgres(), database(service)),
                "QUARKUS_DATASOURCE_USERNAME",
                database(service),
                "QUARKUS_DATASOURCE_PASSWORD",
                folder.password(),
                "DEALFLOW_KAFKA",
                "127.0.0.1:" + ports.kafka(),
                "QUARKUS_OIDC_PUBLIC_KEY",
                folder.tokens().publicKey(),
                // One person is every client here.
                "DEALFLOW_LIMITS_REQUESTS_PER_SECOND",
                "100000",
                "DEALFLOW_LIMITS_BURST",
                "100000",
                "DEALFLOW_LIMITS_CONCURRENT_REQUESTS",
                "1000"));
        return settings;
    }

    /** Another process of a service, on ports of its own: not started, and for the caller to stop. */
    public Service replica(Service of) {
        var more = Ports.free();
        return new Service(
                root, of.name(), of.name() + "-replica", more.api(1), more.management(1), settings(of.name()), folder);
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
        timed(report, postgres.name(), postgres::start);
        SERVICES.forEach(service -> postgres.createDatabase(database(service), folder.password()));
        timed(report, kafka.name(), kafka::start);
        // It creates the topics that the other two read.
        timed(report, deals().name(), deals()::start);
        funnels().launch();
        forecasts().launch();
        timed(report, funnels().name(), funnels()::awaitReady);
        timed(report, forecasts().name(), forecasts()::awaitReady);
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

    public Kafka kafka() {
        return kafka;
    }

    public Postgres postgres() {
        return postgres;
    }

    /** Every part, in the order in which they start. */
    public List<Part> parts() {
        return List.of(postgres, kafka, deals(), funnels(), forecasts());
    }

    /** A token for a user of that role, valid for as long as anyone works in a day. */
    public String token(Role role) {
        return folder.tokens().token(role.label(), List.of(role.claim()), List.of(), TOKEN_LIFETIME);
    }

    public DataFolder folder() {
        return folder;
    }

    /** A service's database, for a test that looks behind the API: address, user and password. */
    public List<String> databaseOf(Service service) {
        var database = database(service.name());
        return List.of(postgres.jdbcUrl(database), database, folder.password());
    }

    /** Stops everything, the readers of events first and the database last; safe to call twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var reversed = new ArrayList<>(parts());
        Collections.reverse(reversed);
        reversed.forEach(Part::stop);
        folder.close();
    }
}
