package dealflow.deal.forecast;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dealflow.contract.event.Topics;
import dealflow.contract.forecast.ForecastCall;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.json.ContractJson;
import dealflow.deal.webhook.Receiver;
import dealflow.local.fixture.BackingServices;
import dealflow.local.login.Tokens;
import dealflow.local.process.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the forecast service tells on Kafka is sent on: to whom names it and may know it, once, and for as long as it is there. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ForecastTopicTest {

    private static final String CALL = "dealflow.forecast.call-made.v1";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private static KafkaProducer<String, byte[]> producer;

    @Inject
    ForecastEvents events;

    @Inject
    MeterRegistry metrics;

    private Receiver receiver;
    private String pipeline;
    private String begin;

    @BeforeAll
    static void connect() throws InterruptedException, ExecutionException {
        Map<String, Object> broker =
                Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers());
        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(Topics.FORECASTS, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
    }

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        begin = latest();
        pipeline = pipeline();
        Waiting.until(
                "its definition is in the feed", () -> read("").getList("items").size() == 1);
        begin = latest();
    }

    private static String latest() {
        return as("sales-ops").get("/events?after=latest").jsonPath().getString("next");
    }

    @AfterEach
    void close() {
        as("sales-ops")
                .get("/webhooks")
                .jsonPath()
                .getList("items.id", String.class)
                .forEach(id -> as("sales-ops").delete("/webhooks/" + id).then().statusCode(204));
        receiver.close();
    }

    @Test
    void aCallIsSentOnceToWhoNamesItAndNotToWhoNamesNothing() throws IOException {
        webhook(receiver, "\"types\":[\"%s\"],".formatted(CALL));
        try (var others = new Receiver()) {
            webhook(others, "");
            var left = metrics.counter("dealflow.events.left.out").count();
            send(1, NOW, "ann", "12000.00");
            send(1, NOW, "ann", "12000.00");
            publish(CALL, "{\"pipeline\":\"x\"");
            publish(CALL, "{\"pipeline\":\"%s\",\"sequence\":2,\"occurredAt\":\"%s\"} {}".formatted(pipeline, NOW));
            // JSON, and nothing that PostgreSQL could keep.
            publish(
                    CALL,
                    "{\"pipeline\":\"%s\",\"sequence\":3,\"occurredAt\":\"%s\",\"call\":{\"owner\":\"a\\u0000b\"}}"
                            .formatted(pipeline, NOW));
            send(2, NOW, "bob", "10000.00");
            publish(
                    "dealflow.forecast.of-tomorrow.v1",
                    "{\"pipeline\":\"%s\",\"sequence\":4,\"occurredAt\":\"%s\"}".formatted(pipeline, NOW));
            var messages = receiver.taken(2);
            assertThat(messages).extracting(Receiver.Message::id).containsExactly(id(1), id(2));
            var first = messages.get(0).json();
            assertThat(first.getString("source")).isEqualTo("/dealflow/forecast-service");
            assertThat(first.getString("type")).isEqualTo(CALL);
            assertThat(first.getString("subject")).isEqualTo("forecasts/" + pipeline);
            assertThat(first.getString("data.call.commit")).isEqualTo("12000.00");
            assertThat(metrics.counter("dealflow.events.left.out").count()).isEqualTo(left + 3);

            var deal = lead(pipeline);
            assertThat(others.taken(1)).extracting(Receiver.Message::id).containsExactly(deal + "-1");
            send(5, NOW, "ann", "13000.00");
            assertThat(receiver.taken(3)).extracting(Receiver.Message::id).containsExactly(id(1), id(2), id(5));
            assertThat(others.taken(1)).hasSize(1);
        }
    }

    @Test
    void whatWasSentIsFoundAmongTheDeliveriesAndSentAgain() {
        var webhook = webhook(receiver, "\"types\":[\"%s\"],".formatted(CALL));
        IntStream.rangeClosed(1, 3).forEach(sequence -> send(sequence, NOW, "ann", sequence + ".00"));
        receiver.taken(3);
        var path = "/webhooks/" + webhook.getString("id");
        Waiting.until(
                "the deliveries are noted",
                () -> as("sales-ops")
                                .get(path + "/deliveries?event=" + id(2))
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 1);
        var delivery = as("sales-ops").get(path + "/deliveries?event=" + id(2)).jsonPath();
        assertThat(delivery.getInt("items[0].sequence")).isEqualTo(2);
        as("sales-ops")
                .post(path + "/deliveries/" + delivery.getString("items[0].id") + "/resend")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true));
        as("sales-ops")
                .body("{\"event\":\"%s\"}".formatted(id(2)))
                .post(path + "/replay")
                .then()
                .statusCode(200);
        assertThat(receiver.taken(6))
                .extracting(Receiver.Message::id)
                .containsExactly(id(1), id(2), id(3), id(2), id(2), id(3));
    }

    @Test
    void theFeedTellsThemToWhoAsksForThem() {
        send(1, NOW, "ann", "12000.00");
        send(2, NOW, null, "50000.00");
        var deal = lead(pipeline);
        var all = "&type=%s&type=dealflow.deal.opened.v1".formatted(CALL);
        Waiting.until("they are in the feed", () -> read(all).getList("items").size() == 3);
        assertThat(read(all).getList("items.id", String.class)).containsExactlyInAnyOrder(id(1), id(2), deal + "-1");
        assertThat(read("").getList("items.id")).containsExactly(deal + "-1");
        assertThat(read(all + "&owner=ann").getList("items.id")).containsExactly(id(1));
        assertThat(read(all + "&limit=1").getList("items")).hasSize(1);
    }

    @Test
    void whoMayNotSeeEverybodysForecastIsToldNothing() {
        var asked = "/events?type=" + CALL;
        for (var role : List.of("sales-rep", "sales-manager")) {
            as(role).get(asked).then().statusCode(403);
            as(role).get("/events/stream?type=" + CALL).then().statusCode(403);
        }
        var body = "{\"url\":\"%s\",\"types\":[\"%s\"]}".formatted(receiver.url(), CALL);
        var some = service("deals:read events:read webhooks:write");
        some.get(asked).then().statusCode(403);
        service("events:read webhooks:write")
                .body(body)
                .post("/webhooks")
                .then()
                .statusCode(403);
        var other = service("events:read webhooks:write")
                .body("{\"url\":\"%s\"}".formatted(receiver.url()))
                .post("/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        service("events:read webhooks:write")
                .body("{\"types\":[\"%s\"]}".formatted(CALL))
                .patch("/webhooks/" + other)
                .then()
                .statusCode(403);
        service("events:read webhooks:write statistics:read")
                .body("{\"types\":[\"%s\"]}".formatted(CALL))
                .patch("/webhooks/" + other)
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsOlderThanTheTopicKeepsIsForgottenAndNotTakenAgain() throws SQLException {
        send(1, NOW, "ann", "12000.00");
        send(2, NOW.minus(31, ChronoUnit.DAYS), "ann", "1.00");
        send(3, NOW, "ann", "13000.00");
        send(4, NOW, "ann", "14000.00");
        send(5, NOW, "ann", "15000.00");
        var query = "&type=" + CALL;
        Waiting.until("they are in the feed", () -> read(query).getList("items").size() == 4);
        assertThat(read(query).getList("items.id")).containsExactly(id(1), id(3), id(4), id(5));
        execute(
                "UPDATE forecast_event SET occurred_at = now() - interval '30 days 1 hour' WHERE pipeline = '%s' AND sequence = 1"
                        .formatted(pipeline));
        events.forgetOldOnes();
        assertThat(read(query + "&owner=ann").getList("items.id")).containsExactly(id(3), id(4), id(5));
        assertThat(read(query + "&owner=bob").getList("items")).isEmpty();
        // A place that is empty is none of the page, which would seem to be the last one.
        var page = read(query + "&limit=2");
        assertThat(page.getList("items.id")).containsExactly(id(3), id(4));
        var rest = as("sales-ops")
                .get("/events?after=%s&pipeline=%s%s".formatted(page.getString("next"), pipeline, query));
        assertThat(rest.jsonPath().getList("items.id")).containsExactly(id(5));
    }

    @Test
    void oneOfOutsideOfTimeAndOneUnderAnothersNumberAreLeftOutAndTheNextIsNot() {
        send(1, NOW, "ann", "12000.00");
        publish(CALL, said(2, NOW, "ann", "1.00").replace(NOW.toString(), "9999-12-31T23:59:59Z"));
        send(1, NOW.minusSeconds(1), "ann", "13000.00");
        send(3, NOW, "ann", "14000.00");
        var query = "&type=" + CALL;
        Waiting.until("they are in the feed", () -> read(query).getList("items").size() == 2);
        assertThat(read(query).getList("items.id")).containsExactly(id(1), id(3));
    }

    private String id(int sequence) {
        return "forecasts/%s-%d".formatted(pipeline, sequence);
    }

    private JsonPath read(String query) {
        return as("sales-ops")
                .get("/events?after=%s&pipeline=%s%s".formatted(begin, pipeline, query))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath webhook(Receiver to, String more) {
        var answer = as("sales-ops")
                .body("{%s\"url\":\"%s\",\"pipelines\":[\"%s\"]}".formatted(more, to.url(), pipeline))
                .post("/webhooks");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath();
    }

    private static RequestSpecification service(String scopes) {
        var claims = Tokens.claims("crm", List.of("integrator"), List.of(), Duration.ofHours(1));
        claims.setStringClaim("scope", scopes);
        return given().auth()
                .oauth2(BackingServices.tokens().signed(claims, "RS256"))
                .contentType("application/json");
    }

    private void send(int sequence, Instant at, String owner, String commit) {
        publish(CALL, said(sequence, at, owner, commit));
    }

    private String said(int sequence, Instant at, String owner, String commit) {
        var call = new ForecastCall(
                UUID.randomUUID(), "bookings", "2026-Q4", null, owner, new BigDecimal(commit), null, "x", "ann", at, 1);
        return new String(
                ContractJson.write(ForecastEvent.of(at, "USD", call).at(pipeline, sequence)), StandardCharsets.UTF_8);
    }

    private void publish(String type, String value) {
        var message = new ProducerRecord<>(Topics.FORECASTS, pipeline, value.getBytes(StandardCharsets.UTF_8));
        message.headers().add(Topics.TYPE_HEADER, type.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection database() throws SQLException {
        var connection =
                DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
        connection.createStatement().execute("SET dealflow.sees = 'everything'");
        return connection;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database()) {
            connection.createStatement().execute(sql);
        }
    }
}
