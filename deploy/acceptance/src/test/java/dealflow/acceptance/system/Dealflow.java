package dealflow.acceptance.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Folders;
import dealflow.local.login.Role;
import dealflow.local.stack.LocalStack;
import dealflow.local.stack.Ports;
import dealflow.local.stack.Service;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The running systems, each on ports of its own, with a new data folder that goes with it: one for those tests that only ask and
 * record, and one for those that break it ({@link Breaks}), which run beside the others.
 */
public final class Dealflow implements BeforeAllCallback {

    public static final Path ROOT = Path.of(System.getProperty("dealflow.root"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of a processor in that time: much more than a system uses that only waits. */
    private static final Duration WORK = Duration.ofSeconds(30);

    private static final List<LocalStack> STARTED = new CopyOnWriteArrayList<>();
    /** That of the test class which this thread, or the one that began it, is in. */
    private static final ThreadLocal<LocalStack> OWN = new InheritableThreadLocal<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        var breaks = context.getRequiredTestClass().isAnnotationPresent(Breaks.class);
        OWN.set(context.getRoot()
                .getStore(Namespace.create(Dealflow.class))
                .computeIfAbsent(breaks, any -> start(), Running.class)
                .stack());
    }

    private static Running start() {
        try {
            var folder = DataFolder.open(Files.createTempDirectory("dealflow-acceptance"));
            // With TLS, passwords and access lists throughout; UpIT runs the plain way.
            var stack = new LocalStack(ROOT, folder, Ports.free(), LocalStack.Options.WITH_CONSOLE);
            // Also when a test run is interrupted: no process is left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            STARTED.add(stack);
            stack.start(step -> {});
            return new Running(stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(LocalStack stack) implements AutoCloseable {

        @Override
        public void close() {
            var data = stack.folder().path();
            stack.close();
            Folders.delete(data);
        }
    }

    /** The one that this test is about. */
    public static LocalStack stack() {
        return OWN.get();
    }

    /** All that have run so far. */
    public static List<LocalStack> stacks() {
        return STARTED;
    }

    public static List<Service> services() {
        return services(stack());
    }

    private static List<Service> services(LocalStack stack) {
        return List.of(stack.deals(), stack.funnels(), stack.forecasts());
    }

    public static RequestSpecification deals(Role role) {
        return client(stack().deals(), role);
    }

    public static RequestSpecification funnels() {
        // Whoever may see the deals: of few, a viewer is told little.
        return client(stack().funnels(), Role.OPS);
    }

    /** Either of the two that read the events, with the rights of operations. */
    public static RequestSpecification operate(Service service) {
        return client(service, Role.OPS);
    }

    public static RequestSpecification forecasts() {
        return client(stack().forecasts(), Role.VIEWER);
    }

    /** Of the databases' users and of Kafka's. */
    public static List<String> passwords() {
        return passwords(stack());
    }

    public static List<String> passwords(LocalStack stack) {
        return services(stack).stream()
                .flatMap(service -> {
                    var database = stack.databaseOf(service);
                    var login = stack.kafka().clientSettings(database.get(1)).get("sasl.jaas.config");
                    return Stream.of(database.get(2), login.replaceFirst(".*password=\"([^\"]+)\".*", "$1"));
                })
                .toList();
    }

    private static RequestSpecification client(Service service, Role role) {
        return given().baseUri(service.api().toString())
                .auth()
                .oauth2(stack().token(role))
                .filter((request, response, context) -> {
                    var answer = context.next(request, response);
                    if (answer.statusCode() >= 400) {
                        Secrets.inProblem(answer.asString(), passwords());
                    }
                    return answer;
                });
    }

    /** Creates a pipeline from its definition as JSON. */
    public static void createPipeline(String definition) {
        deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(definition)
                .post("/pipelines")
                .then()
                .statusCode(201);
    }

    /** Imports canonical lines, and returns the finished job. */
    public static JsonPath importLines(List<String> lines) {
        return awaitImport(startImport(lines));
    }

    public static String startImport(List<String> lines) {
        return deals(Role.INTEGRATOR)
                .contentType("application/x-ndjson; charset=UTF-8")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Imports a CSV file through a column mapping, and returns the finished job. */
    public static JsonPath importCsv(String mapping, byte[] csv) {
        String job = deals(Role.INTEGRATOR)
                .contentType("text/csv; charset=UTF-8")
                .header("Idempotency-Key", UUID.randomUUID())
                .queryParam("mapping", mapping)
                .body(csv)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return awaitImport(job);
    }

    public static JsonPath awaitImport(String job) {
        await("the import is done", () -> !progress(job).getString("status").equals("RUNNING"));
        var done = progress(job);
        assertThat(done.getString("status")).as(done.prettify()).isEqualTo("DONE");
        return done;
    }

    public static JsonPath progress(String job) {
        return deals(Role.INTEGRATOR).get("/imports/" + job).jsonPath();
    }

    /** The lines of an import that were not taken: {@code line: field message}. */
    public static List<String> errors(JsonPath job) {
        var errors = deals(Role.INTEGRATOR)
                .queryParam("limit", 500)
                .get("/imports/" + job.getString("id") + "/errors")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return errors.<Map<String, Object>>getList("items").stream()
                .map(error -> "%s: %s %s".formatted(error.get("line"), error.get("field"), error.get("message")))
                .toList();
    }

    /** Waits until everything recorded so far is in the tables of both projections, and returns since when. */
    public static Instant awaitTables() {
        await("the outbox is published", () -> unpublished() == 0);
        var published = Instant.now();
        for (var service : List.of(stack().funnels(), stack().forecasts())) {
            await(service.name() + " has caught up", () -> freshAsOf(service).isAfter(published));
        }
        return published;
    }

    /** Whether a forecast stands on all past days: while some are being worked out, it says so. */
    public static boolean isWhole(Response forecast) {
        return !forecast.jsonPath().getList("warnings.code", String.class).contains("past-days-pending");
    }

    /** Waits until both know everything recorded so far, which must be some pipeline at least, and returns since when. */
    public static Instant awaitProjections() {
        var published = awaitTables();
        await("funnels answer from it", () -> funnelsAsOf().isAfter(published));
        await("forecasts answer from it", () -> freshAsOf(forecasts().get("/forecasts"))
                .isAfter(published));
        return published;
    }

    /** Answers come from columns in memory, which follow the tables: up to when the services themselves say they know. */
    public static Instant freshAsOf(Response answer) {
        var fresh = answer.statusCode() == 200 ? answer.jsonPath().getString("dataFreshAsOf") : null;
        return fresh == null ? Instant.EPOCH : Instant.parse(fresh);
    }

    private static Instant funnelsAsOf() {
        var list = funnels().get("/funnels");
        var known = list.statusCode() == 200 ? list.jsonPath().getList("items.key", String.class) : List.<String>of();
        // None: just started on new tables, which may have caught up before its memory did.
        return known.isEmpty() ? Instant.EPOCH : freshAsOf(funnels().get("/funnels/" + known.get(0)));
    }

    private static Instant freshAsOf(Service service) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT bool_and(fresh_as_of IS NOT NULL) AND count(*) = 12, min(fresh_as_of) FROM"
                                + " projection.partition_freshness")) {
            row.next();
            return row.getBoolean(1) ? row.getTimestamp(2).toInstant() : Instant.EPOCH;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long unpublished() {
        try (var connection = connect(stack().deals());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM outbox_unpublished")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection connect(Service service) throws SQLException {
        var database = stack().databaseOf(service);
        return DriverManager.getConnection(database.get(0), database.get(1), database.get(2));
    }

    /** Waits as long as the system works: on a busy machine all is late, and nothing wrong. */
    public static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofMillis(50), condition);
    }

    /** @param pause between looks: where each is refused, many would be more than one may ask */
    public static void await(String what, Duration pause, BooleanSupplier condition) {
        var before = used();
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                assertThat(usedSince(before))
                        .as("of a processor used, waiting until " + what)
                        .isGreaterThan(WORK);
                before = used();
                deadline = Instant.now().plus(PATIENCE);
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static Duration usedSince(Map<Long, Duration> before) {
        return used().entrySet().stream()
                .map(now -> now.getValue().minus(before.getOrDefault(now.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What each process that these tests have started has used of the processors. */
    private static Map<Long, Duration> used() {
        return ProcessHandle.current()
                .descendants()
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }
}
