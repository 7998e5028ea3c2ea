package dealflow.funnel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.follow.ChangedDeals;
import dealflow.contract.json.ContractJson;
import dealflow.contract.lifecycle.Projector;
import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.ParkedDeals;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.funnel.ledger.ImageStore;
import dealflow.funnel.ledger.Ledger;
import dealflow.funnel.ledger.LedgerRows;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SchemaRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New tables from the first event, while the old ones go on answering; with two replicas. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class RebuildTest {

    private static final Instant BEGIN = Instant.parse("2025-02-01T12:00:00Z");

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    DataSource database;

    @Inject
    Flyway flyway;

    @Inject
    Ledger ledger;

    @Inject
    ParkedDeals parkedDeals;

    private final String pipeline = "rebuilt-" + UUID.randomUUID();
    private KafkaProducer<String, byte[]> producer;
    private Projector replica;

    @BeforeEach
    void begin() throws Exception {
        try (var admin = Admin.create(kafka)) {
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(List.of(
                                new NewTopic(Topics.DEALS, Optional.of(12), Optional.empty()),
                                new NewTopic(Topics.PIPELINES, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.FIELDS, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.TEAMS, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.EXCHANGE_RATES, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        }
        var settings = new HashMap<>(kafka);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        var p = RandomLives.PIPELINE;
        send(
                Topics.PIPELINES,
                pipeline,
                "dealflow.pipeline.defined.v1",
                ContractJson.write(new Pipeline(
                        pipeline,
                        1,
                        p.names(),
                        "USD",
                        p.timeZone(),
                        p.stages(),
                        p.won(),
                        p.lossReasons(),
                        p.skips(),
                        List.of(),
                        List.of(),
                        Map.of())));
        replica = new Projector(kafka, "funnel-service", database, flyway, ledger, 2);
        replica.start();
    }

    @AfterEach
    void end() {
        replica.close();
        producer.close();
    }

    @Test
    void theRebuiltTablesEqualTheOnesTheyReplaceWhichAnswerMeanwhile() throws Exception {
        for (var i = 0; i < 200; i++) {
            life(i);
        }
        var gap = new UUID(7, 1);
        sendEvent(event(gap, 1, EventType.OPENED, Status.OPEN, "a"));
        sendEvent(event(gap, 3, EventType.STAGE_CHANGED, Status.LOST, "lost"));
        send(Topics.DEALS, "unreadable", "dealflow.deal.opened.v1", "{".getBytes(StandardCharsets.UTF_8));
        await(() -> entered() == 151 && parked() == 2);
        var before = generation();
        var mark = look(null).next();

        var ended = new AtomicBoolean();
        var refused = new CopyOnWriteArrayList<String>();
        var asker = new Thread(() -> {
            while (!ended.get()) {
                var answer = get("/funnels/" + pipeline + "?from=2025-01-01");
                if (answer.statusCode() != 200 || answer.jsonPath().getInt("entered.count") < 151) {
                    refused.add(answer.asString());
                }
            }
        });
        asker.start();
        var id = rebuild();
        var late = 0;
        while (!status(id).equals("DONE")) {
            assertThat(status(id)).as("%s", find(id)).isIn("RUNNING", "DONE");
            sendEvent(event(new UUID(8, ++late), 1, EventType.OPENED, Status.OPEN, "a"));
            Thread.sleep(20);
        }
        var expected = 151 + late;
        await(() -> entered() == expected);
        ended.set(true);
        asker.join();
        assertThat(refused).isEmpty();
        // Kafka is asked now and then, so the last events may not be counted.
        assertThat(find(id).jsonPath().getLong("processed"))
                .isPositive()
                .isGreaterThanOrEqualTo(find(id).jsonPath().getLong("total"));
        assertThat(generation()).isNotEqualTo(before);
        assertThat(look(mark).everything()).isTrue();

        var live = rows();
        assertThat(live.get("parked_event")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(live.get("deal_position")).hasSizeGreaterThan(200);
        var again = rebuild();
        await(() -> status(again).equals("DONE"));
        assertThat(rows()).isEqualTo(live);
        assertThat(schemas()).isEqualTo("projection");

        // Both replicas have followed: what comes now is applied once, and the gap is closed.
        sendEvent(event(gap, 2, EventType.REVISED, Status.OPEN, "a"));
        life(1000);
        await(() -> entered() == expected + 1 && parked() == 1);
    }

    @Test
    void oneAtATimeAndForOperationsOnly() throws Exception {
        assertThat(get("/rebuilds").statusCode()).isEqualTo(403);
        assertThat(ops().get("/rebuilds/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        var first = ops().header("Idempotency-Key", "k1").post("/rebuilds");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.header("Location")).endsWith("/rebuilds/" + first.path("id"));
        var same = ops().header("Idempotency-Key", "k1").post("/rebuilds");
        assertThat(same.<String>path("id")).isEqualTo(first.path("id"));
        var refused = ops().post("/rebuilds");
        if (refused.statusCode() != 202) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.contentType()).startsWith("application/problem+json");
        }
        await(() -> ops().get("/rebuilds").jsonPath().getList("items.status").stream()
                .allMatch("DONE"::equals));
    }

    /** As an earlier release, or a hand, may have left them: the service itself refuses the events of such rows. */
    private static final List<String> POISON = List.of(
            "'0001-01-01T00:00:00Z', 'OPEN', 'FORWARD', 100, NULL",
            "'2024-01-01T00:00:00Z', 'OPEN', 'FORWARD', 100, NULL",
            "'infinity', 'OPEN', 'FORWARD', 100, NULL",
            "'294276-01-01T00:00:00Z', 'OPEN', 'FORWARD', 100, NULL",
            "'2025-03-05T00:00:00Z', 'NONE', 'FORWARD', 100, NULL",
            "'2025-03-05T00:00:00Z', 'OPEN', 'NOWHERE', 100, NULL",
            "'2025-03-05T00:00:00Z', 'OPEN', 'FORWARD', 999999999999999, NULL",
            "'2025-03-05T00:00:00Z', 'OPEN', 'FORWARD', 'NaN', NULL",
            "'2025-03-05T00:00:00Z', 'OPEN', 'FORWARD', 100, 'infinity'");

    @Test
    void aRowThatCannotBeReadLeavesItsDealOutAndNobodyElseWaits() throws Exception {
        sendEvent(event(new UUID(6, 100), 1, EventType.OPENED, Status.OPEN, "a"));
        await(() -> entered() == 1);
        for (var i = 0; i < POISON.size(); i++) {
            var id = new UUID(6, i);
            execute("INSERT INTO deal_state (deal_id, sequence, pipeline, stage, owner, at, status, direction, amount,"
                    + " snoozed_until) SELECT '%s', s, '%s', 'a', 'li', t, st, d, a, u".formatted(id, pipeline)
                    + " FROM (VALUES (1, timestamptz '2025-02-02T00:00:00Z', 'OPEN', 'IN', 100::numeric, NULL::date),"
                    + " (2, %s)) AS row (s, t, st, d, a, u)".formatted(POISON.get(i)));
            execute("INSERT INTO deal_position VALUES ('%s', 2)".formatted(id));
        }
        sendEvent(event(new UUID(6, 101), 1, EventType.OPENED, Status.OPEN, "a"));
        await(() -> entered() == 2);
        var poisoned = new UUID(6, 0).toString().substring(0, 18);
        assertThat(parkedDeals.list(poisoned, 100))
                .filteredOn(deal -> deal.dealId().startsWith(poisoned))
                .hasSize(POISON.size())
                .allSatisfy(deal -> assertThat(deal.reason()).startsWith("its rows cannot be read: "));

        var whole = new UnreadableDeals();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var p = RandomLives.PIPELINE;
            var read = new LedgerRows(any -> new ImageStore(p), whole).all(connection, rows -> {});
            assertThat(read.get(pipeline).deals).isEqualTo(2);
        }
        assertThat(new ParkedDeals(database, ledger, whole).count()).isEqualTo(parkedDeals.count());

        execute("DELETE FROM deal_state WHERE pipeline = '%s' AND sequence = 2".formatted(pipeline));
        execute(
                "UPDATE deal_position SET sequence = 3, applied_in = pg_current_xact_id() WHERE deal_id::text LIKE '%s%%'"
                        .formatted(new UUID(6, 0).toString().substring(0, 18)));
        await(() -> entered() == 2 + POISON.size());
        assertThat(parkedDeals.find(new UUID(6, 0).toString())).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In at a, on to b, half of them lost; every fourth is deleted again. */
    private void life(int number) {
        var id = new UUID(9, number);
        sendEvent(event(id, 1, EventType.OPENED, Status.OPEN, "a"));
        sendEvent(event(id, 2, EventType.STAGE_CHANGED, Status.OPEN, "b"));
        sendEvent(event(id, 2, EventType.STAGE_CHANGED, Status.OPEN, "b"));
        if (number % 2 == 1) {
            sendEvent(event(id, 3, EventType.STAGE_CHANGED, Status.LOST, "lost"));
        }
        if (number % 4 == 2) {
            sendEvent(event(id, 3, EventType.DELETED, null, null));
        }
    }

    private DealEvent event(UUID id, long sequence, EventType type, Status status, String stage) {
        var at = BEGIN.plus(Duration.ofHours(sequence));
        var money = new Money(new BigDecimal("100.00"), "USD");
        var change = type == EventType.OPENED
                ? new Change(Direction.IN, null, stage, List.of(), null, null, null, null)
                : new Change(
                        status == Status.LOST ? Direction.LOST : Direction.FORWARD,
                        "a",
                        stage,
                        List.of(),
                        null,
                        null,
                        null,
                        null);
        var deal = status == null
                ? null
                : new DealSnapshot(
                        id, null, pipeline, 1, "t", null, stage, status, at, at, "ann", null, null, null, null, money,
                        money, null, List.of(), null, List.of(), null, null, List.of(), List.of());
        return new DealEvent(type, id, sequence, at, at, "ann", "api", change, null, null, deal);
    }

    private void sendEvent(DealEvent event) {
        send(Topics.DEALS, event.dealId().toString(), event.type().wireName(), ContractJson.write(event));
    }

    private void send(String topic, String key, String type, byte[] value) {
        var message = new ProducerRecord<>(topic, key, value);
        message.headers().add(Topics.TYPE_HEADER, type.getBytes(StandardCharsets.UTF_8));
        producer.send(message);
    }

    private static String rebuild() {
        return ops().post("/rebuilds").then().statusCode(202).extract().path("id");
    }

    private static Response find(String id) {
        return ops().get("/rebuilds/" + id);
    }

    private static String status(String id) {
        return find(id).path("status");
    }

    private int entered() {
        var funnel = get("/funnels/" + pipeline + "?from=2025-01-01");
        return funnel.statusCode() == 200 ? funnel.jsonPath().getInt("entered.count") : 0;
    }

    private Map<String, List<String>> rows() throws SQLException {
        try (var connection = database.getConnection()) {
            return SchemaRows.of(connection, "projection");
        }
    }

    private ChangedDeals.Changes look(ChangedDeals.Mark mark) throws SQLException {
        try (var connection = database.getConnection()) {
            return ChangedDeals.since(connection, mark, 100);
        }
    }

    private String generation() {
        return one("SELECT id::text FROM generation");
    }

    private String schemas() {
        return one("SELECT string_agg(nspname, ',') FROM pg_namespace WHERE nspname LIKE 'projection%'");
    }

    private int parked() {
        return Integer.parseInt(one("SELECT count(DISTINCT deal_id)::text FROM parked_event WHERE deal_id IN"
                + " ('unreadable', '" + new UUID(7, 1) + "')"));
    }

    private String one(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static io.restassured.specification.RequestSpecification ops() {
        return given().auth().oauth2(BackingServices.token("olga", "sales-ops"));
    }

    private static Response get(String path) {
        return given().auth().oauth2(BackingServices.token("viewer", "viewer")).get(path);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.holds()) {
            assertThat(Instant.now()).as("waited").isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
