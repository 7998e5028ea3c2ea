package dealflow.acceptance.operation;

import static dealflow.acceptance.system.Dealflow.deals;
import static dealflow.acceptance.system.Dealflow.forecasts;
import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Breaks;
import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import dealflow.local.stack.Service;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The drill of deploy/kubernetes/README.md, "Restore": what is lost is made again from the truth, and no number changes. It reads
 * everything again three times, so it comes while there is little.
 */
@Breaks
@Order(2)
class RestoreDrillIT {

    private static final int DEALS = 500;
    private static final String TOPIC = "dealflow.deals.v1";

    private static final Supplier<Stream<Service>> READERS =
            () -> Stream.of(Dealflow.stack().funnels(), Dealflow.stack().forecasts());

    private static Set<String> parkedBefore;

    @BeforeAll
    static void importDeals() {
        parkedBefore = parked();
        Dealflow.createPipeline(
                """
                {"key":"drill","names":{"en":"Drill"},"currency":"EUR","timeZone":"UTC",
                 "stages":[{"key":"a","names":{"en":"A"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"},
                           {"key":"b","names":{"en":"B"},"place":"FUNNEL","buyingPhase":"PURCHASE_DECISION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["price"],"skips":"ALLOWED"}""");
        Dealflow.importLines(
                IntStream.range(0, DEALS).mapToObj(RestoreDrillIT::line).toList());
    }

    private static String line(int i) {
        var day = 1 + i % 28;
        var won = i % 3 == 0 ? ",{\"to\":\"won\",\"at\":\"2025-03-%02dT08:00:00Z\"}".formatted(day) : "";
        return """
                {"externalId":"R%1$d","pipeline":"drill","owner":"rep%2$d","amount":{"amount":"%3$d.00","currency":"EUR"},\
                "history":[{"to":"a","at":"2025-01-%4$02dT08:00:00Z"},{"to":"b","at":"2025-02-%4$02dT08:00:00Z"}%5$s]}"""
                .formatted(i, i % 4, 100 + i, day, won);
    }

    @Test
    void projectionsWhoseTablesWereDestroyedComeBack() throws Exception {
        var before = numbers();
        READERS.get().parallel().forEach(Service::stop);
        dropTables();
        READERS.get().parallel().forEach(Service::start);

        assertThat(numbers()).isEqualTo(before);
    }

    @Test
    void aTopicThatWasDestroyedComesBack() throws Exception {
        var before = numbers();
        replaceTopic();
        recover("topic");

        assertThat(numbers()).isEqualTo(before);
    }

    @Test
    void aDealDatabaseComesBackAsItWasSavedAndWhatCameLaterNeverHappened() throws Exception {
        var before = numbers();
        var service = Dealflow.stack().deals();
        service.stop();
        asAdministrator("CREATE DATABASE deal_saved TEMPLATE deal OWNER deal");
        service.start();
        lose("R1");
        lose("R2");
        assertThat(numbers()).as("what will be lost was seen").isNotEqualTo(before);

        Dealflow.services().parallelStream().forEach(Service::stop);
        asAdministrator("DROP DATABASE deal WITH (FORCE)");
        asAdministrator("ALTER DATABASE deal_saved RENAME TO deal");
        replaceTopic();
        // They hold what never happened, and would rather keep it than be set back.
        dropTables();
        Dealflow.services().parallelStream().forEach(Service::start);
        recover("topic");

        assertThat(numbers()).isEqualTo(before);
        // Its sequence numbers are given again, for other events.
        lose("R4");
        lose("R1");
        numbers();
        assertThat(funnel().getInt("lost.count")).isEqualTo(2);
    }

    private static void dropTables() throws SQLException {
        for (var reader : READERS.get().toList()) {
            try (var connection = Dealflow.connect(reader);
                    var statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA projection CASCADE");
            }
        }
    }

    private static void lose(String externalId) {
        var deal = deals(Role.OPS)
                .queryParam("pipeline", "drill")
                .queryParam("externalId", externalId)
                .get("/deals")
                .jsonPath()
                .getString("items[0].id");
        deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{\"to\":\"lost\",\"reason\":\"price\"}")
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(200);
    }

    private static void replaceTopic() throws Exception {
        try (var admin = Admin.create(
                new HashMap<String, Object>(Dealflow.stack().kafka().clientSettings("broker")))) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
            Dealflow.await("the topic is gone", () -> {
                try {
                    return !admin.listTopics().names().get().contains(TOPIC);
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            });
            // On Kubernetes, Strimzi does this by itself, from the resource.
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(12), Optional.empty())
                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
    }

    private static void asAdministrator(String sql) throws SQLException {
        var login = Dealflow.stack().administration();
        try (var connection = DriverManager.getConnection(login.get(0), login.get(1), login.get(2));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void recover(String what) throws IOException, InterruptedException {
        var script = new ProcessBuilder(
                Dealflow.ROOT.resolve("deploy/kubernetes/recover").toString(), what);
        var stack = Dealflow.stack();
        script.environment()
                .putAll(Map.of(
                        "TOKEN", stack.token(Role.OPS),
                        "DEALS", stack.deals().api().toString(),
                        "FUNNELS", stack.funnels().api().toString(),
                        "FORECASTS", stack.forecasts().api().toString()));
        var said = Files.createTempFile("recover", ".log");
        var running =
                script.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            Dealflow.await("the script is done", () -> !running.isAlive());
            assertThat(running.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            running.destroy();
            Files.delete(said);
        }
    }

    private static Response forecast() {
        return forecasts()
                .queryParam("interval", "month")
                .queryParam("periods", 3)
                .queryParam("asOf", "2025-07-01T00:00:00Z")
                .get("/forecasts/drill");
    }

    private static Map<String, Object> numbers() {
        Dealflow.awaitProjections();
        var numbers = new TreeMap<String, Object>();
        numbers.put("funnel", bare(funnel()));
        Dealflow.await("the forecast is whole", () -> Dealflow.isWhole(forecast()));
        numbers.put("forecast", bare(forecast().then().statusCode(200).extract().jsonPath()));
        assertThat(funnel().getInt("entered.count"))
                .as("there is something to lose")
                .isEqualTo(DEALS);
        assertThat(parked()).as("deals that the drill parked").isSubsetOf(parkedBefore);
        return numbers;
    }

    private static Set<String> parked() {
        return READERS.get()
                .flatMap(reader -> Dealflow.operate(reader)
                        .queryParam("limit", 500)
                        .get("/parked-deals")
                        .jsonPath()
                        .getList("items.dealId", String.class)
                        .stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> bare(JsonPath answer) {
        var bare = new TreeMap<String, Object>(answer.getMap(""));
        bare.keySet().removeAll(List.of("asOf", "dataFreshAsOf", "links"));
        return bare;
    }

    private static JsonPath funnel() {
        return funnels()
                .queryParam("from", "2025-01-01")
                .queryParam("to", "2025-07-01")
                .get("/funnels/drill")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
