package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dealflow.consumer.Teams;
import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.outbox.OwnOutbox;
import dealflow.forecast.snapshot.Snapshots;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What others are told of forecasts, from what happens to the message on the real broker. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ForecastEventsTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    /** So that the three days before it are in the same year. */
    private static final LocalDate LAST = TODAY.getDayOfYear() > 4 ? TODAY : TODAY.minusDays(TODAY.getDayOfYear());

    private static final String YEAR = String.valueOf(LAST.getYear());

    /** One that is not over. */
    private static final String CALLED = String.valueOf(TODAY.plusDays(40).getYear());

    @Inject
    DataSource database;

    @Inject
    Snapshots snapshots;

    @Inject
    Forecasts forecasts;

    @Inject
    PipelineDirectory pipelines;

    @Inject
    MeterRegistry metrics;

    @Inject
    Teams teams;

    /** {@code told}: a deal a day for 260 days, of which 20 are open; li has most, and bo three open ones. {@code small} has three deals. */
    @BeforeAll
    static void publish() {
        TestEvents.define("told");
        TestEvents.define("small");
        var begin = Instant.now().minus(260, ChronoUnit.DAYS);
        for (var i = 0; i < 260; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            var id = new UUID(91, i);
            var owner = i % 10 < 9 || i < 230 ? "li" : "bo";
            TestEvents.send("told", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 240) {
                var status = i % 2 == 0 ? Status.WON : Status.LOST;
                TestEvents.send("told", id, 2, EventType.STAGE_CHANGED, at.plus(15, ChronoUnit.DAYS), status, owner);
            }
        }
        for (var i = 0; i < 3; i++) {
            TestEvents.send("small", new UUID(92, i), 1, EventType.OPENED, begin, Status.OPEN, "li");
        }
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role)).contentType("application/json");
    }

    @Test
    void aSnapshotIsToldOnceAndSaysNoMoreThanAViewerIsTold() {
        TestEvents.areKnown("told");
        TestEvents.areKnown("small");
        for (var pipeline : List.of("told", "small")) {
            aim(pipeline, target(null, null, "5000.00"));
            var key = UUID.randomUUID().toString();
            var id = take(pipeline, key);
            assertThat(take(pipeline, key)).isEqualTo(id);
            call(pipeline, "", "100.00", null);

            var event = told(
                    pipeline,
                    ForecastEventType.SNAPSHOT_TAKEN,
                    one -> one.snapshot().id().toString().equals(id));
            var seen = as("vera", "viewer")
                    .get("/forecasts/" + pipeline + "/snapshots/" + id)
                    .jsonPath();
            var now = as("vera", "viewer")
                    .get("/forecasts/" + pipeline + "?periods=1")
                    .jsonPath();

            assertThat(event.occurredAt()).isBetween(event.snapshot().asOf(), Instant.now());
            assertThat(event.currency()).isEqualTo("EUR");
            assertThat(event.snapshot().daily()).isNull();
            assertThat(event.snapshot().asOf()).isEqualTo(Instant.parse(seen.getString("asOf")));
            assertThat(event.snapshot().periods())
                    .hasSize(seen.getList("periods").size())
                    .hasSize(50);
            for (var i = 0; i < 50; i++) {
                var line = event.snapshot().periods().get(i);
                var path = "periods[%d].".formatted(i);
                assertThat(line.measure()).isEqualTo(seen.getString(path + "measure"));
                assertThat(line.interval()).isEqualTo(seen.getString(path + "interval"));
                assertThat(line.period()).isEqualTo(seen.getString(path + "period"));
                assertThat(line.closed()).hasToString(seen.getString(path + "closed"));
                assertThat(line.target()).isNull();
                if (seen.get(path + "total") == null) {
                    assertThat(line.total()).isNull();
                    assertThat(line.reason().code()).isEqualTo(seen.getString(path + "reason.code"));
                } else {
                    assertThat(line.reason()).isNull();
                    for (var figure : Map.of(
                                    "expected", line.total().expected(),
                                    "p10", line.total().p10(),
                                    "p50", line.total().p50(),
                                    "p90", line.total().p90())
                            .entrySet()) {
                        assertThat(figure.getValue()).hasToString(seen.getString(path + "total." + figure.getKey()));
                    }
                }
            }
            assertThat((Object) now.get("periods[0].total") == null).isEqualTo(pipeline.equals("small"));
            assertThat(event.snapshot().periods().stream().allMatch(line -> line.total() == null))
                    .isEqualTo(pipeline.equals("small"));
        }
    }

    @Test
    void theTargetOfAPeriodStandsBesideWhatIsExpected() {
        TestEvents.areKnown("told");
        var month = YearMonth.from(TODAY.plusDays(32)).toString();
        var item = new HashMap<>(target(null, null, "1234.50"));
        item.put("period", month);
        aim("told", item);
        var id = take("told", UUID.randomUUID().toString());

        var event = told(
                "told",
                ForecastEventType.SNAPSHOT_TAKEN,
                one -> one.snapshot().id().toString().equals(id));

        assertThat(event.snapshot().periods()).anySatisfy(line -> {
            assertThat(line.period()).isEqualTo(month);
            assertThat(line.measure()).isEqualTo("bookings");
            assertThat(line.target()).isEqualTo(new BigDecimal("1234.50"));
        });
        assertThat(event.snapshot().periods().stream().filter(line -> line.target() != null))
                .hasSize(1);
    }

    @Test
    void aTargetAtRiskIsToldOnceAndWhenItIsBackOnCourse() throws Exception {
        TestEvents.define("aimed");
        var begin = Instant.now().minus(120, ChronoUnit.DAYS);
        for (var i = 0; i < 120; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            var id = new UUID(93, i);
            var owner = i % 10 == 0 ? "cy" : i % 10 < 6 ? "li" : "bo";
            TestEvents.send("aimed", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 90) {
                var status = i % 2 == 0 ? Status.WON : Status.LOST;
                TestEvents.send("aimed", id, 2, EventType.STAGE_CHANGED, at.plus(15, ChronoUnit.DAYS), status, owner);
            }
        }
        TestEvents.areKnown("aimed");
        // Three open deals of cy are no population, and nobody reaches a hundred million with deals of a hundred.
        aim(
                "aimed",
                target(null, null, "100000000.00"),
                target("li", null, "1.00"),
                target("cy", null, "100000000.00"));
        day("aimed", 3);
        day("aimed", 3);
        var replicas = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> day("aimed", 2)))
                .toList();
        replicas.forEach(CompletableFuture::join);
        aim(
                "aimed",
                target(null, null, "1.00"),
                target("li", null, "100000000.00"),
                target("cy", null, "100000000.00"));
        day("aimed", 1);

        var events = ofPipeline("aimed", ForecastEventType.TARGET_BACK_ON_COURSE);
        var targets = events.stream().filter(event -> event.target() != null).toList();
        assertThat(targets)
                .extracting(ForecastEvent::type)
                .containsExactly(
                        ForecastEventType.TARGET_AT_RISK,
                        ForecastEventType.TARGET_BACK_ON_COURSE,
                        ForecastEventType.TARGET_AT_RISK);
        assertThat(targets).extracting(event -> event.target().owner()).containsExactly(null, null, "li");
        assertThat(targets.get(0).target().chance()).isLessThan(0.3);
        assertThat(targets.get(1).target().chance()).isGreaterThan(0.45);
        assertThat(targets.get(0).target().amount()).hasToString("100000000.00");
        assertThat(events.stream().filter(event -> event.snapshot() != null))
                .extracting(event -> event.snapshot().daily())
                .containsExactly(LAST.minusDays(3), LAST.minusDays(2), LAST.minusDays(1));
        var asOf = targets.get(2).target().asOf();
        var seen = as("vera", "viewer")
                .get("/forecasts/aimed/attainment/%s?owner=li&asOf=%s".formatted(YEAR, asOf))
                .jsonPath();
        assertThat(seen.getDouble("whole.chance"))
                .isEqualTo(targets.get(2).target().chance());
        assertThat(seen.getString("whole.closed.amount"))
                .isEqualTo(targets.get(2).target().closed().toString());
        // Past days that are worked out meanwhile change a later answer by little.
        assertThat(new BigDecimal(seen.getString("whole.total.expected")))
                .isCloseTo(targets.get(2).target().total().expected(), withinPercentage(1));
    }

    /** The deals are those of a team below the one that has the target. */
    @Test
    void theTargetOfATeamIsAboutAllBelowIt() {
        TestEvents.define("teamed");
        var since = TODAY.minusYears(1);
        TestEvents.define(new TeamDefinition(
                "told-east-a", 1, List.of(new TeamState(since, Map.of("en", "East A"), "told-east", List.of()))));
        var begin = Instant.now().minus(120, ChronoUnit.DAYS);
        for (var i = 0; i < 120; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            var id = new UUID(94, i);
            var owner = i % 4 < 2 ? "li" : "bo";
            var team = i % 2 == 0 ? "told-east-a" : "told-west";
            TestEvents.sendOfTeam("teamed", id, 1, EventType.OPENED, at, Status.OPEN, owner, team);
            if (i < 90) {
                var won = at.plus(15, ChronoUnit.DAYS);
                TestEvents.sendOfTeam("teamed", id, 2, EventType.STAGE_CHANGED, won, Status.WON, owner, team);
            }
        }
        TestEvents.areKnown("teamed");
        Waiting.until("the teams are known", () -> teams.at(null).hasBelow("told-east"));
        aim("teamed", target(null, "told-east", "100000000.00"), target(null, "told-west", "1.00"));
        day("teamed", 1);

        var event = told("teamed", ForecastEventType.TARGET_AT_RISK, any -> true);

        assertThat(event.target().team()).isEqualTo("told-east");
        assertThat(event.target().owner()).isNull();
        var seen = as("vera", "viewer")
                .get("/forecasts/teamed/attainment/%s?team=told-east&asOf=%s"
                        .formatted(YEAR, event.target().asOf()))
                .jsonPath();
        assertThat(seen.getString("whole.closed.amount"))
                .isEqualTo(event.target().closed().toString())
                .isNotEqualTo("0.00");
    }

    /** The daily snapshot of so many days ago, as its evening saw it. */
    private void day(String pipeline, int ago) {
        var asOf = LAST.minusDays(ago).atTime(20, 0).toInstant(ZoneOffset.UTC);
        snapshots.takeDaily(forecasts.known(pipelines.pipeline(pipeline).orElseThrow(), asOf));
    }

    @Test
    void aCallIsToldOnceWithWhoSaysIt() {
        TestEvents.areKnown("told");
        var key = UUID.randomUUID().toString();
        call("told", "?owner=li", "7000.00", key);
        call("told", "?owner=li", "7000.00", key);
        call("told", "?owner=li", "7500.00", null);
        call("told", "?measure=receipts", "40.00", null);

        var told = ofPipeline("told", ForecastEventType.CALL_MADE, 3).stream()
                .filter(event -> event.call() != null && !event.call().commit().equals(new BigDecimal("100.00")))
                .map(ForecastEvent::call)
                .toList();

        assertThat(told).extracting(call -> call.commit().toString()).containsExactly("7000.00", "7500.00", "40.00");
        assertThat(told).extracting(call -> call.version()).containsExactly(1, 2, 1);
        assertThat(told).extracting(call -> call.owner()).containsExactly("li", "li", null);
        assertThat(told).extracting(call -> call.measure()).containsExactly("bookings", "bookings", "receipts");
        assertThat(told).allSatisfy(call -> {
            assertThat(call.author()).isEqualTo("mei");
            assertThat(call.reason()).isEqualTo("as it looks");
            assertThat(call.period()).isEqualTo(CALLED);
            assertThat(call.bestCase()).isNull();
        });
        var listed = as("vera", "viewer").get("/forecasts/told/calls?owner=li").jsonPath();
        assertThat(listed.getString("items[1].id")).isEqualTo(told.get(0).id().toString());
        assertThat(Instant.parse(listed.getString("items[1].madeAt")))
                .isEqualTo(told.get(0).madeAt());
    }

    @Test
    void accuracyIsToldWhenItHasChangedAndOnceADay() throws Exception {
        TestEvents.areKnown("told");
        var first = backtest(4);
        backtest(2);
        backtest(4);
        // As if that had been yesterday, and nothing changed since.
        execute("UPDATE accuracy_told SET day = day - 1 WHERE pipeline = 'told'");
        backtest(4);
        execute("UPDATE accuracy_told SET accuracy = '{}' WHERE pipeline = 'told'");
        var last = backtest(4);
        backtest(4);

        var told = ofPipeline("told", ForecastEventType.ACCURACY_UPDATED, 2).stream()
                .filter(event -> event.accuracy() != null)
                .map(ForecastEvent::accuracy)
                .toList();

        assertThat(told).extracting(accuracy -> accuracy.backtest().toString()).containsExactly(first, last);
        var seen =
                as("vera", "viewer").get("/forecasts/told/backtests/" + first).jsonPath();
        assertThat(told.get(0).overall().wape())
                .isEqualTo(Math.round(seen.getDouble("overall.total.wape") * 1000) / 1000.0);
        assertThat(told.get(0).overall().forecasts()).isEqualTo(seen.getInt("overall.forecasts"));
        assertThat(told.get(0).horizons()).hasSize(seen.getList("horizons").size());
        assertThat(told.get(0).horizons().get(0).better()).isEqualTo(seen.getString("horizons[0].better"));
        assertThat(told.get(0).origins()).isEqualTo(seen.getInt("origins"));
    }

    private static String backtest(int horizons) {
        var id = as("mei", "sales-ops")
                .post("/forecasts/told/backtests?interval=month&horizons=" + horizons)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("backtest.id");
        Waiting.until("the backtest is done", () -> "DONE"
                .equals(as("vera", "viewer")
                        .get("/forecasts/told/backtests/" + id)
                        .jsonPath()
                        .getString("backtest.status")));
        return id;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsCanBeSeen() {
        assertThat(metrics.get("dealflow.outbox.age.seconds").gauge().value()).isGreaterThanOrEqualTo(0);
        assertThat(metrics.get("dealflow.outbox.unpublished").gauge().value()).isGreaterThanOrEqualTo(0);
        assertThat(metrics.get("dealflow.events.refused").functionCounter().count())
                .isZero();
    }

    private static Map<String, Object> target(String owner, String team, String amount) {
        var item = new HashMap<String, Object>();
        item.put("period", YEAR);
        item.put("owner", owner);
        item.put("team", team);
        item.put("amount", Map.of("amount", amount, "currency", "EUR"));
        return item;
    }

    @SafeVarargs
    private static void aim(String pipeline, Map<String, Object>... items) {
        as("mei", "sales-ops")
                .body(Map.of("items", List.of(items)))
                .put("/targets/" + pipeline)
                .then()
                .statusCode(200);
    }

    private static String take(String pipeline, String key) {
        return as("mei", "sales-ops")
                .header("Idempotency-Key", key)
                .body("{\"note\":\"before the review\"}")
                .post("/forecasts/" + pipeline + "/snapshots")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static void call(String pipeline, String query, String commit, String key) {
        var request = as("mei", "sales-ops")
                .body(Map.of(
                        "period",
                        CALLED,
                        "commit",
                        Map.of("amount", commit, "currency", "EUR"),
                        "reason",
                        "as it looks"));
        (key == null ? request : request.header("Idempotency-Key", key))
                .post("/forecasts/" + pipeline + "/calls" + query)
                .then()
                .statusCode(201)
                .body("commit", equalTo(commit));
    }

    private static ForecastEvent told(String pipeline, ForecastEventType type, Predicate<ForecastEvent> which) {
        var messages = OwnOutbox.messages(Topics.FORECASTS, found -> events(found, pipeline).stream()
                .anyMatch(event -> event.type() == type && which.test(event)));
        var found = events(messages, pipeline).stream()
                .filter(event -> event.type() == type && which.test(event))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** All that was told of a pipeline until one of a type was, and what was on its way by then. */
    private static List<ForecastEvent> ofPipeline(String pipeline, ForecastEventType last) {
        return ofPipeline(pipeline, last, 1);
    }

    private static List<ForecastEvent> ofPipeline(String pipeline, ForecastEventType type, int times) {
        // Whatever is told of it later comes behind all that.
        call(pipeline, "", "100.00", null);
        return events(
                OwnOutbox.messages(Topics.FORECASTS, found -> {
                    var events = events(found, pipeline);
                    return !events.isEmpty()
                            && events.stream()
                                            .filter(event -> event.type() == type)
                                            .count()
                                    >= times
                            && events.get(events.size() - 1).call() != null
                            && events.get(events.size() - 1).call().commit().equals(new BigDecimal("100.00"));
                }),
                pipeline);
    }

    /** In order, each matching the schema of its type. */
    private static List<ForecastEvent> events(List<ConsumerRecord<String, byte[]>> messages, String pipeline) {
        var events = new ArrayList<ForecastEvent>();
        for (var message : messages) {
            if (message.key().equals(pipeline)) {
                var event = OwnOutbox.event(message);
                assertThat(violations(event.type(), message.value())).isEmpty();
                assertThat(event.pipeline()).isEqualTo(pipeline);
                assertThat(event.sequence()).isEqualTo(events.size() + 1L);
                events.add(event);
            }
        }
        return events;
    }

    private static List<?> violations(ForecastEventType type, byte[] value) {
        var name = type.wireName().replaceAll("^dealflow\\.forecast\\.|\\.v1$", "");
        try {
            return List.copyOf(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            SchemaLocation.of("classpath:contract/schemas/" + name + ".json"),
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build())
                    .validate(new ObjectMapper().readTree(value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
