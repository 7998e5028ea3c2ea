package dealflow.deal.idempotency;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A repeated request is answered again and never done again. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class IdempotencyTest {

    private static final String LOST = "{\"to\":\"lost\",\"reason\":\"price\"}";

    @Inject
    StoredResponses responses;

    @Test
    void theFirstAnswerComesAgainWithItsStatusAndHeaders() {
        var body = newDeal(pipeline());
        var key = key();
        var first = keyed(key).body(body).post("/deals");
        var again = keyed(key).body(body).post("/deals");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        same(again, first);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Location")).endsWith("/deals/" + first.path("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo("\"1\"").isEqualTo(first.header("ETag"));
        assertThat(dealsLike(body)).hasSize(1);
    }

    @Test
    void anAnswerIsNotThatOfLater() {
        var deal = lead(pipeline());
        var key = key();
        var lost = keyed(key).body(LOST).post("/deals/" + deal + "/transitions");
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Other\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        same(keyed(key).body(LOST).post("/deals/" + deal + "/transitions"), lost);
        assertThat(lost.<String>path("title")).isEqualTo("Solar lamps");
        assertThat(history(deal).getList("items")).hasSize(3);
    }

    @Test
    void aRefusalIsAnAnswerToo() {
        var deal = lead(pipeline());
        var key = key();
        var path = "/deals/" + deal + "/transitions";
        var refused = keyed(key).body("{\"to\":\"opportunity\"}").post(path);
        assertThat(refused.statusCode()).isEqualTo(422);
        DealApi.qualify(deal);
        same(keyed(key).body("{\"to\":\"opportunity\"}").post(path), refused);
        assertThat(keyed(key()).body("{\"to\":\"opportunity\"}").post(path).<List<?>>path("missing"))
                .hasSizeLessThan(refused.<List<?>>path("missing").size());
    }

    @Test
    void aKeyIsForOneRequestOfOneCaller() {
        var body = newDeal(pipeline());
        var key = key();
        keyed(key).body(body).post("/deals").then().statusCode(201);
        for (var other : List.of(
                keyed(key).body(body.replace("Twice", "Thrice")).post("/deals"),
                keyed(key).body(body).post("/pipelines"),
                keyed(key).body(body).header("If-Match", "\"1\"").post("/deals"))) {
            assertThat(other.statusCode()).isIn(422, 403);
        }
        assertThat(keyed(key).body(body + " ").post("/deals").<String>path("errors[0].field"))
                .isEqualTo("Idempotency-Key");
        as("sales-ops")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/deals")
                .then()
                .statusCode(201);
        assertThat(dealsLike(body)).hasSize(2);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        keyed("two words").body("{}").post("/deals").then().statusCode(422);
        keyed("x".repeat(201)).body("{}").post("/deals").then().statusCode(422);
    }

    @Test
    void ofManyAtOnceOneIsDoneAndNoOtherAnswerIsGiven() {
        var body = newDeal(pipeline());
        var key = key();
        var start = new CountDownLatch(1);
        var clients = Executors.newFixedThreadPool(16);
        var sent = IntStream.range(0, 48)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return keyed(key).body(body).post("/deals");
                        },
                        clients))
                .toList();
        start.countDown();
        var received = sent.stream().map(CompletableFuture::join).toList();
        clients.shutdown();
        assertThat(received).extracting(Response::statusCode).contains(201).isSubsetOf(201, 409);
        assertThat(received.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(Response::asString)
                        .distinct())
                .hasSize(1);
        assertThat(dealsLike(body)).hasSize(1);
    }

    @Test
    void aRequestStillRunningIsAConflictAndOneThatDiesFreesItsKey() throws SQLException {
        var deal = lead(pipeline());
        var key = key();
        CompletableFuture<Response> running;
        try (var holder = outside()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT 1 FROM deal WHERE id = '%s' FOR UPDATE".formatted(deal));
            running = CompletableFuture.supplyAsync(() -> lose(deal, key));
            var blocked = blockedBackend();
            var meanwhile = lose(deal, key);
            assertThat(meanwhile.statusCode()).isEqualTo(409);
            assertThat(meanwhile.header("Retry-After")).isEqualTo("1");
            try (var killer = outside()) {
                killer.createStatement().execute("SELECT pg_terminate_backend(%d)".formatted(blocked));
            }
            assertThat(running.join().statusCode()).isEqualTo(500);
            holder.rollback();
        }
        assertThat(history(deal).getList("items")).hasSize(1);
        assertThat(lose(deal, key).statusCode()).isEqualTo(200);
        assertThat(lose(deal, key).statusCode()).isEqualTo(200);
        assertThat(history(deal).getList("items")).hasSize(2);
    }

    @Test
    void aLargeFileIsTakenOnce() {
        var pipeline = pipeline();
        var line = "{\"externalId\":\"%%d\",\"pipeline\":\"%s\",\"title\":\"%s\",\"owner\":\"a\"}"
                .formatted(pipeline, "x".repeat(150));
        var file = String.join(
                "\n", IntStream.range(0, 20_000).mapToObj(line::formatted).toList());
        var key = key();
        var first = file(key, file);
        var again = file(key, file);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(file(key, file.substring(0, file.length() - 1)).statusCode()).isEqualTo(422);
    }

    @Test
    void oldAnswersAreForgotten() throws SQLException {
        var body = newDeal(pipeline());
        var key = key();
        keyed(key).body(body).post("/deals").then().statusCode(201);
        age(key);
        keyed(key).body(body).post("/deals").then().statusCode(201).header("Idempotent-Replayed", (String) null);
        assertThat(dealsLike(body)).hasSize(2);
        age(key);
        responses.forgetOldOnes();
        try (var connection = outside();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM first_answer WHERE key = '%s'".formatted(key))) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    private static void age(String key) throws SQLException {
        try (var connection = outside()) {
            connection
                    .createStatement()
                    .execute("UPDATE first_answer SET created_at = created_at - interval '25 hours' WHERE key = '%s'"
                            .formatted(key));
        }
    }

    private static Response file(String key, String lines) {
        return DealApi.ndjson("sales-ops")
                .header("Idempotency-Key", key)
                .body(lines)
                .post("/imports");
    }

    private static Response lose(String deal, String key) {
        return keyed(key).body(LOST).post("/deals/" + deal + "/transitions");
    }

    private static int blockedBackend() throws SQLException {
        try (var connection = outside()) {
            while (true) {
                try (var row = connection
                        .createStatement()
                        .executeQuery("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
            }
        }
    }

    private static Connection outside() throws SQLException {
        return DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
    }

    private static RequestSpecification keyed(String key) {
        return as("sales-rep").header("Idempotency-Key", key);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String newDeal(String pipeline) {
        return "{\"pipeline\":\"%s\",\"title\":\"Twice\"}".formatted(pipeline);
    }

    private static List<?> dealsLike(String body) {
        var pipeline = body.substring(body.indexOf("p-"), body.indexOf("\",\"title"));
        return as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items");
    }

    private static void same(Response again, Response first) {
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.contentType()).isEqualTo(first.contentType());
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
