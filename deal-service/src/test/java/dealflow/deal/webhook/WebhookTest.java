package dealflow.deal.webhook;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dealflow.deal.database.TimeOrderedIds;
import dealflow.local.fixture.BackingServices;
import dealflow.local.login.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events sent to other systems: signed, in order, again until they are taken. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class WebhookTest {

    @Inject
    WebhookLeases leases;

    @Inject
    WebhookAttempts attempts;

    @Inject
    MeterRegistry meters;

    private Receiver receiver;
    private String pipeline;
    private String begin;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        begin = as("integrator").get("/events?after=latest").jsonPath().getString("next");
        pipeline = pipeline();
        // So that "from now on" is behind its definition.
        inFeed("");
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
    void anEventArrivesAsACloudEventWithASignatureThatTheSecretProves() throws GeneralSecurityException {
        var webhook = webhook("");
        var deal = lead(pipeline);
        var message = receiver.taken(1).get(0);
        assertThat(message.id()).isEqualTo(deal + "-1");
        assertThat(message.json().getString("type")).isEqualTo("dealflow.deal.opened.v1");
        assertThat(message.json().getString("data.deal.title")).isEqualTo("Solar lamps");
        assertThat(message.signature()).isEqualTo(signature(webhook.getString("secret"), message));
        assertThat(Instant.ofEpochSecond(Long.parseLong(message.timestamp())))
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
        assertThat(get(webhook).getMap("")).doesNotContainKey("secret");
    }

    /** Written from the specification's text, apart from the code that it checks. */
    @Test
    void aSecretIsNotShownAgainToWhoeverRepeatsTheRequestAndLiesNowhereInClear() throws SQLException {
        var key = UUID.randomUUID().toString();
        var body = "{\"url\":\"%s\"}".formatted(receiver.url());
        var first = as("sales-ops").header("Idempotency-Key", key).body(body).post("/webhooks");
        var again = as("sales-ops").header("Idempotency-Key", key).body(body).post("/webhooks");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.jsonPath().getMap("")).doesNotContainKey("secret");
        var path = "/webhooks/" + first.path("id") + "/secret";
        var rotated = as("sales-ops").header("Idempotency-Key", key + "r").post(path);
        assertThat(rotated.<String>path("secret")).startsWith("whsec_");
        assertThat(as("sales-ops")
                        .header("Idempotency-Key", key + "r")
                        .post(path)
                        .jsonPath()
                        .getMap(""))
                .doesNotContainKey("secret");
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var kept = connection
                        .createStatement()
                        .executeQuery("SELECT body FROM first_answer WHERE key LIKE '%s%%'".formatted(key))) {
            var rows = 0;
            for (; kept.next(); rows++) {
                assertThat(new String(kept.getBytes(1), StandardCharsets.UTF_8)).doesNotContain("whsec_");
            }
            assertThat(rows).isEqualTo(2);
        }
    }

    private static String signature(String secret, Receiver.Message message) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        var signed =
                message.id() + "." + message.timestamp() + "." + new String(message.body(), StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNewSecretSignsBesideTheOldOne() throws GeneralSecurityException {
        var webhook = webhook("");
        var rotated = as("integrator")
                .post("/webhooks/" + webhook.getString("id") + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        lead(pipeline);
        var message = receiver.taken(1).get(0);
        assertThat(message.signature())
                .isEqualTo(signature(rotated.getString("secret"), message) + " "
                        + signature(webhook.getString("secret"), message));
    }

    @Test
    void anEndpointThatOftenFailsGetsEverythingOnceTakenOnceAndEachDealInOrder() {
        var random = new Random(3);
        receiver.answer(message -> {
            synchronized (random) {
                return List.of(204, 200, 500, 503, 302).get(random.nextInt(5));
            }
        });
        webhook("");
        var deals = IntStream.range(0, 6).mapToObj(i -> lead(pipeline)).toList();
        for (var i = 0; i < 5; i++) {
            for (var deal : deals) {
                revise(deal, "title " + i);
            }
        }
        receiver.taken(36);
        var sequences = receiver.taken(36).stream()
                .collect(Collectors.groupingBy(
                        Receiver.Message::deal, Collectors.mapping(Receiver.Message::sequence, Collectors.toList())));
        assertThat(sequences.keySet()).containsExactlyInAnyOrderElementsOf(deals);
        assertThat(sequences.values()).allMatch(List.of(1, 2, 3, 4, 5, 6)::equals);
    }

    @Test
    void anEventThatIsNotTakenHoldsBackItsOwnDealOnly() {
        var stuck = lead(pipeline);
        inFeed("&type=dealflow.deal.opened.v1");
        receiver.answer(message -> stuck.equals(message.deal()) && message.sequence() == 2 ? 422 : 204);
        var webhook = webhook("");
        for (var i = 0; i < 3; i++) {
            revise(stuck, "title " + i);
        }
        var other = lead(pipeline);
        revise(other, "x");
        eventually(webhook, state -> state.getInt("failures") > 1);
        assertThat(receiver.taken(2)).extracting(Receiver.Message::id).contains(other + "-1", other + "-2");
        assertThat(receiver.taken(2)).extracting(Receiver.Message::id).doesNotContain(stuck + "-3");
        assertThat(get(webhook).getInt("lastStatus")).isEqualTo(422);
        assertThat(get(webhook).getString("lastError")).contains("422");
        assertThat(get(webhook).getString("nextAttemptAt")).isNotNull();

        receiver.answer(message -> 204);
        eventually(webhook, state -> !state.getBoolean("waiting"));
        assertThat(receiver.taken(5).stream().map(Receiver.Message::id))
                .containsSubsequence(stuck + "-2", stuck + "-3", stuck + "-4");
        assertThat(get(webhook).getInt("failures")).isZero();
        assertThat(get(webhook).getString("lastError")).isNull();
    }

    @Test
    void onlyWhatItAskedForIsSent() {
        webhook("\"types\":[\"dealflow.deal.stage-changed.v1\"],");
        move(lead(pipeline()), "{\"to\":\"lost\",\"reason\":\"price\"}");
        var deal = lead(pipeline);
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        assertThat(receiver.taken(1)).extracting(Receiver.Message::id).containsExactly(deal + "-2");
    }

    @Test
    void aReplaySendsTheSameEventsAgain() {
        var before = as("integrator").get("/events?after=latest").jsonPath().getString("next");
        var webhook = webhook("");
        lead(pipeline);
        receiver.taken(1);
        lead(pipeline);
        var first = receiver.taken(2);
        as("integrator")
                .body("{\"after\":\"%s\"}".formatted(before))
                .post("/webhooks/" + webhook.getString("id") + "/replay")
                .then()
                .statusCode(200);
        assertThat(receiver.taken(4).stream().map(Receiver.Message::id).skip(2))
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(Receiver.Message::id).toList());
    }

    @Test
    void aDeadEndpointIsPausedAndReportedAndGoesOnWhereItStopped() throws SQLException {
        receiver.answer(message -> 500);
        var webhook = webhook("");
        var deal = lead(pipeline);
        eventually(webhook, state -> state.getInt("failures") > 0);
        age(webhook.getString("id"));
        var paused = eventually(webhook, state -> state.getString("status").equals("PAUSED"));
        assertThat(paused.getString("pausedBecause")).contains("PT24H").contains("500");
        assertThat(Instant.parse(paused.getString("pausedAt")))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(meters.get("dealflow.webhooks.paused.now").gauge().value()).isPositive();
        receiver.answer(message -> 204);
        var patched = as("integrator")
                .contentType("application/merge-patch+json")
                .body("{\"status\":\"ACTIVE\"}")
                .patch("/webhooks/" + webhook.getString("id"));
        assertThat(patched.jsonPath().getString("pausedBecause")).isNull();
        assertThat(patched.jsonPath().getString("pausedAt")).isNull();
        assertThat(receiver.taken(1)).extracting(Receiver.Message::id).containsExactly(deal + "-1");
    }

    @Test
    void whatCameOfEachMessageIsToldTheLatestFirstAndOneCanBeSentAgain() {
        receiver.echo();
        receiver.answer(message -> 503);
        var webhook = webhook("");
        var path = "/webhooks/" + webhook.getString("id") + "/deliveries";
        var deal = lead(pipeline);
        eventually(webhook, state -> state.getInt("failures") > 0);
        receiver.answer(message -> 204);
        receiver.taken(1);
        eventually(webhook, state -> !state.getBoolean("waiting"));

        var deliveries =
                as("integrator").get(path).then().statusCode(200).extract().jsonPath();
        assertThat(deliveries.getList("items.event")).hasSizeGreaterThan(1).containsOnly(deal + "-1");
        var attempts = deliveries.getList("items.attempt", Integer.class);
        assertThat(attempts)
                .isEqualTo(IntStream.iterate(attempts.size(), n -> n - 1)
                        .limit(attempts.size())
                        .boxed()
                        .toList());
        var latest = deliveries.getMap("items[0]");
        assertThat(latest)
                .containsEntry("delivered", true)
                .containsEntry("status", 204)
                .containsEntry("error", null)
                .containsEntry("answer", null)
                .containsEntry("type", "dealflow.deal.opened.v1")
                .containsEntry("sequence", 1)
                .containsEntry("subject", deal)
                .containsEntry("resent", false);
        var first = deliveries.getMap("items[-1]");
        assertThat(first).containsEntry("delivered", false).containsEntry("status", 503);
        assertThat(first.get("error").toString()).contains("503");
        assertThat(first.get("answer")).isEqualTo("no room  [31mfor (left out)");
        assertThat(deliveries.prettify()).doesNotContain("v1,");

        receiver.answer(message -> 200);
        var again = as("integrator")
                .post(path + "/" + first.get("id") + "/resend")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(again.getBoolean("resent")).isTrue();
        assertThat(again.getBoolean("delivered")).isTrue();
        assertThat(again.getInt("attempt")).isEqualTo(attempts.size() + 1);
        assertThat(receiver.taken(2)).extracting(Receiver.Message::id).containsExactly(deal + "-1", deal + "-1");
        assertThat(as("integrator").get(path + "?limit=1").jsonPath().getList("items.id"))
                .containsExactly(again.getString("id"));
        assertThat(as("integrator")
                        .get(path + "?delivered=false&event=" + deal + "-1")
                        .jsonPath()
                        .getList("items"))
                .hasSize(attempts.size() - 1);
        var next = as("integrator").get(path + "?limit=1").jsonPath().getString("next");
        assertThat(as("integrator").get(path + "?cursor=" + next).jsonPath().getList("items.attempt", Integer.class))
                .isEqualTo(attempts);

        as("integrator").post(path + "/" + UUID.randomUUID() + "/resend").then().statusCode(404);
        var other = service("crm", "webhooks:write events:read");
        other.get(path).then().statusCode(404);
        other.post(path + "/" + first.get("id") + "/resend").then().statusCode(404);
        service("integrator@example.com", "webhooks:write")
                .post(path + "/" + first.get("id") + "/resend")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsOldIsForgottenAndWhatIsNotStays() throws SQLException {
        var webhook = webhook("");
        lead(pipeline);
        receiver.taken(1);
        eventually(webhook, state -> !state.getBoolean("waiting"));
        var path = "/webhooks/" + webhook.getString("id") + "/deliveries";
        var old = TimeOrderedIds.first(Instant.now().minus(Duration.ofDays(31)).toEpochMilli());
        var young =
                TimeOrderedIds.first(Instant.now().minus(Duration.ofDays(29)).toEpochMilli());
        try (var connection =
                DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow")) {
            for (var id : List.of(old, young)) {
                connection
                        .createStatement()
                        .execute(
                                "INSERT INTO webhook_attempt VALUES ('%s', '%s', 1, 'x-1', 'dealflow.deal.opened.v1', 'x', 1, false, now(), 1)"
                                        .formatted(webhook.getString("id"), id));
            }
        }
        attempts.forgetOldOnes();
        assertThat(as("integrator").get(path).jsonPath().getList("items.id"))
                .hasSize(2)
                .contains(young.toString())
                .doesNotContain(old.toString());
    }

    @Test
    void aReplayBeginsWithAnEventOrAtAMoment() {
        var webhook = webhook("");
        var replay = "/webhooks/" + webhook.getString("id") + "/replay";
        var first = lead(pipeline);
        receiver.taken(1);
        var second = lead(pipeline);
        receiver.taken(2);
        as("integrator")
                .body("{\"event\":\"%s-1\"}".formatted(second))
                .post(replay)
                .then()
                .statusCode(200);
        assertThat(receiver.taken(3).get(2).id()).isEqualTo(second + "-1");
        eventually(webhook, state -> !state.getBoolean("waiting"));
        as("integrator")
                .body("{\"since\":\"%s\"}".formatted(Instant.now().plusSeconds(600)))
                .post(replay)
                .then()
                .statusCode(200)
                .body("waiting", equalTo(false));
        as("integrator")
                .body("{\"since\":\"%s\"}".formatted(Instant.now().minusSeconds(600)))
                .post(replay)
                .then()
                .statusCode(200);
        assertThat(receiver.taken(6).stream().skip(3).map(Receiver.Message::id))
                .containsExactlyInAnyOrder(pipeline + "-1", first + "-1", second + "-1");
        for (var bad : List.of(
                "{}",
                "{\"event\":\"%s-99\"}".formatted(first),
                "{\"event\":\"what\"}",
                "{\"after\":\"beginning\",\"event\":\"%s-1\"}".formatted(first))) {
            as("integrator").body(bad).post(replay).then().statusCode(422);
        }
    }

    @Test
    void onlyTheEventsOfSomePeoplesDealsAreSent() {
        webhook("\"owners\":[\"ann\",\"bob\"],");
        var others = lead(pipeline);
        revise(others, "x");
        var deal = lead(pipeline);
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"owner\":\"bob\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        assertThat(receiver.taken(1)).extracting(Receiver.Message::id).containsExactly(deal + "-2");
        for (var bad : List.of("{\"owners\":[\"\"]}", "{\"teams\":[null]}")) {
            as("integrator")
                    .body(bad.replace("}", ",\"url\":\"%s\"}".formatted(receiver.url())))
                    .post("/webhooks")
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void onlyTheEventsOfDealsWithAValueAreSent() {
        var key = "terms-" + UUID.randomUUID().toString().substring(0, 8);
        var terms =
                "{\"type\":\"ONE_OF\",\"dimension\":true,\"choices\":[{\"key\":\"FOB\"},{\"key\":\"CIF\"}],\"retired\":%s}";
        as("sales-ops")
                .body(terms.formatted(false))
                .put("/fields/" + key)
                .then()
                .statusCode(200);
        var webhook = webhook("\"fields\":[\"%s:CIF\"],".formatted(key));
        assertThat(webhook.getList("fields")).containsExactly(key + ":CIF");
        lead(pipeline);
        var deal = lead(pipeline);
        for (var value : List.of("FOB", "CIF")) {
            as("sales-ops")
                    .contentType("application/merge-patch+json")
                    .body("{\"fields\":{\"%s\":\"%s\"}}".formatted(key, value))
                    .patch("/deals/" + deal)
                    .then()
                    .statusCode(200);
        }
        assertThat(receiver.taken(1)).extracting(Receiver.Message::id).containsExactly(deal + "-3");
        var bad = "{\"fields\":[\"no-such:CIF\"],\"url\":\"%s\"}".formatted(receiver.url());
        assertThat(as("integrator").body(bad).post("/webhooks").asString()).contains("those are [", key);
        as("sales-ops").body(terms.formatted(true)).put("/fields/" + key).then().statusCode(200);
    }

    @Test
    void aViewIsFollowedAsItIsAndStaysAsLongAsItIs() {
        var view = "v-" + UUID.randomUUID();
        view(view, "{\"filter\":{\"owner\":[\"bob\"]},\"sharedWith\":\"ALL\"}")
                .then()
                .statusCode(200);
        var webhook = webhook("\"view\":\"%s\",".formatted(view));
        assertThat(webhook.getString("view")).isEqualTo(view);
        var deal = lead(pipeline);
        for (var owner : List.of("bob", "cy", "dan")) {
            as("sales-ops")
                    .contentType("application/merge-patch+json")
                    .body("{\"owner\":\"%s\"}".formatted(owner))
                    .patch("/deals/" + deal)
                    .then()
                    .statusCode(200);
        }
        assertThat(receiver.taken(2))
                .extracting(Receiver.Message::id)
                .as("what comes and what goes")
                .containsExactly(deal + "-2", deal + "-3");
        eventually(webhook, state -> !state.getBoolean("waiting"));

        view(view, "{\"filter\":{\"title\":[\"x\"]}}").then().statusCode(422);
        assertThat(view(view, "{\"filter\":{\"stalled\":[\"true\"]}}").asString())
                .contains("Webhooks follow it", webhook.getString("id"), "no event tells [stalled]");
        var kept = as("sales-rep").delete("/views/" + view);
        assertThat(kept.statusCode()).isEqualTo(409);
        assertThat(kept.asString()).contains(webhook.getString("id"));
        view(view, "{\"filter\":{\"owner\":[\"dan\"]}}").then().statusCode(200);
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Of dan\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        assertThat(receiver.taken(3).get(2).id()).isEqualTo(deal + "-5");

        for (var bad : List.of("no-such", view)) {
            assertThat(as("integrator")
                            .body("{\"url\":\"%s\",\"view\":\"%s\"}".formatted(receiver.url(), bad))
                            .post("/webhooks")
                            .jsonPath()
                            .getString("errors[0].field"))
                    .as("one that is not shared any more is nobody else's to follow anew")
                    .isEqualTo("view");
        }
        var path = "/webhooks/" + webhook.getString("id");
        as("integrator")
                .contentType("application/merge-patch+json")
                .body("{\"description\":\"to the ERP\"}")
                .patch(path)
                .then()
                .statusCode(200);
        assertThat(as("integrator")
                        .contentType("application/merge-patch+json")
                        .body("{\"view\":null}")
                        .patch(path)
                        .jsonPath()
                        .getString("view"))
                .isNull();
        assertThat(as("sales-rep").delete("/views/" + view).statusCode()).isEqualTo(204);
    }

    @Test
    void aViewThatCannotBeReadAnyMorePausesItsWebhook() {
        var field = "terms-" + UUID.randomUUID().toString().substring(0, 8);
        var definition = "{\"type\":\"ONE_OF\",\"choices\":[{\"key\":\"FOB\"}],\"dimension\":%s,\"retired\":%s}";
        as("sales-ops")
                .body(definition.formatted(true, false))
                .put("/fields/" + field)
                .then()
                .statusCode(200);
        var view = "v-" + UUID.randomUUID();
        view(view, "{\"filter\":{\"field\":[\"%s:FOB\"]},\"sharedWith\":\"ALL\"}".formatted(field))
                .then()
                .statusCode(200);
        var webhook = webhook("\"view\":\"%s\",".formatted(view));
        as("sales-ops")
                .body(definition.formatted(false, true))
                .put("/fields/" + field)
                .then()
                .statusCode(200);
        lead(pipeline);
        var paused = eventually(webhook, state -> state.getString("status").equals("PAUSED"));
        assertThat(paused.getString("pausedBecause")).contains(view, "cannot be asked any more", field);
    }

    private static Response view(String key, String body) {
        return as("sales-rep").body(body).put("/views/" + key);
    }

    @Test
    void anEndpointThatIsGoneIsPausedAtOnce() {
        receiver.answer(message -> 410);
        var webhook = webhook("");
        lead(pipeline);
        assertThat(eventually(webhook, state -> state.getString("status").equals("PAUSED"))
                        .getString("pausedBecause"))
                .contains("410");
    }

    @Test
    void aPingTellsWhatCameOfIt() {
        var webhook = webhook("");
        var ping = "/webhooks/" + webhook.getString("id") + "/ping";
        var taken = as("integrator").post(ping).then().statusCode(200).extract().jsonPath();
        assertThat(taken.getBoolean("delivered")).isTrue();
        assertThat(receiver.taken(1).get(0).json().getString("type")).isEqualTo("dealflow.webhook.ping.v1");
        receiver.answer(message -> 500);
        var refused = as("integrator").post(ping).jsonPath();
        assertThat(refused.getBoolean("delivered")).isFalse();
        assertThat(refused.getInt("status")).isEqualTo(500);
        receiver.close();
        assertThat(as("integrator").post(ping).jsonPath().getString("error")).startsWith("No answer");
    }

    /** Else a few of them would take all connections to that server. */
    @Test
    void anAnswerWithoutAnEndIsLeft() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var endless = CompletableFuture.supplyAsync(() -> dripsSentTo(server));
            var webhook = as("integrator")
                    .body("{\"url\":\"http://127.0.0.1:%d/\",\"pipelines\":[\"%s\"]}"
                            .formatted(server.getLocalPort(), pipeline))
                    .post("/webhooks")
                    .jsonPath();
            var ping = as("integrator").post("/webhooks/" + webhook.getString("id") + "/ping");
            assertThat(ping.jsonPath().getBoolean("delivered")).isTrue();
            assertThat(endless.get(40, TimeUnit.SECONDS)).isLessThan(300);
        }
    }

    /** How many drips of an answer's body went out, ten a second, before the other side ended the connection. */
    private static int dripsSentTo(ServerSocket server) {
        var drips = 0;
        try (var connection = server.accept()) {
            connection.getInputStream().read();
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (; drips < 300; drips++) {
                out.write("1\r\na\r\n".getBytes(StandardCharsets.US_ASCII));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            // That is it.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return drips;
    }

    @Test
    void changesAreGuardedAndChecked() {
        var webhook = webhook("");
        var path = "/webhooks/" + webhook.getString("id");
        var etag = as("integrator").get(path).header("ETag");
        var patch = as("integrator").contentType("application/merge-patch+json");
        patch.header("If-Match", etag)
                .body("{\"description\":\"new\"}")
                .patch(path)
                .then()
                .statusCode(200);
        as("integrator")
                .contentType("application/merge-patch+json")
                .header("If-Match", etag)
                .body("{\"description\":\"newer\"}")
                .patch(path)
                .then()
                .statusCode(412);
        as("integrator").header("If-Match", etag).delete(path).then().statusCode(412);
        for (var bad : List.of(
                "{\"url\":\"ftp://example.com\"}",
                "{\"types\":[\"no.such.type\"]}",
                "{\"url\":\"https://u:p@x.com\"}")) {
            as("integrator").body(bad).patch(path).then().statusCode(422);
        }
        as("sales-rep").get("/webhooks").then().statusCode(403);
        as("integrator").get("/webhooks/" + UUID.randomUUID()).then().statusCode(404);
        as("integrator").delete(path).then().statusCode(204);
        as("integrator").get(path).then().statusCode(404);
    }

    /** Three replicas stood in for by three leasers: nobody has what another has, and a lease that was lost writes nothing. */
    @Test
    void oneReplicaAtATimeServesAWebhook() {
        receiver.answer(message -> 500);
        var webhook = webhook("");
        lead(pipeline);
        var held = new ConcurrentHashMap<UUID, String>();
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        var mine = new ArrayList<WebhookLeases.Leased>();
        while (mine.isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            IntStream.range(0, 3).parallel().forEach(replica -> leases.lease().ifPresent(leased -> {
                assertThat(held.putIfAbsent(leased.webhook().id(), "replica " + replica))
                        .isNull();
                synchronized (mine) {
                    mine.add(leased);
                }
            }));
        }
        assertThat(leases.lease()).isEmpty();
        as("integrator")
                .body("{\"after\":\"beginning\"}")
                .post("/webhooks/" + webhook.getString("id") + "/replay")
                .then()
                .statusCode(200);
        leases.end(mine.get(0), new WebhookLeases.Outcome(Long.MAX_VALUE, Set.of(), null, true, null, null));
        assertThat(get(webhook).getBoolean("waiting")).isTrue();
    }

    /** Waits until the feed has an event of this test's pipeline; it may be catching up with much that others wrote. */
    private void inFeed(String filter) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        for (var after = begin; ; ) {
            var page = as("integrator")
                    .get("/events?wait=PT1S&after=%s&pipeline=%s%s".formatted(after, pipeline, filter))
                    .jsonPath();
            if (!page.getList("items").isEmpty()) {
                return;
            }
            assertThat(Instant.now()).isBefore(deadline);
            after = page.getString("next");
        }
    }

    private JsonPath webhook(String more) {
        var answer = as("integrator")
                .body("{%s\"url\":\"%s\",\"pipelines\":[\"%s\"]}".formatted(more, receiver.url(), pipeline))
                .post("/webhooks");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath();
    }

    private static JsonPath get(JsonPath webhook) {
        return as("integrator").get("/webhooks/" + webhook.getString("id")).jsonPath();
    }

    private static JsonPath eventually(JsonPath webhook, Predicate<JsonPath> condition) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            var state = get(webhook);
            if (condition.test(state)) {
                return state;
            }
            assertThat(Instant.now()).as(state.prettify()).isBefore(deadline);
            Receiver.sleep();
        }
    }

    @Test
    void theDatabaseDoesNotKnowTheSecret() throws SQLException {
        var webhook = webhook("");
        var secret = WebhookSecret.of(webhook.getString("secret")).key();
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT secret FROM webhook WHERE id = '%s'".formatted(webhook.getString("id")))) {
            row.next();
            assertThat(row.getBytes(1)).hasSizeGreaterThan(secret.length);
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void whoMayNotReadTheEventsIsNotSentThemAndAnotherOnesWebhookDoesNotExist() {
        var body = "{\"url\":\"%s\"}".formatted(receiver.url());
        service("crm", "webhooks:write").body(body).post("/webhooks").then().statusCode(403);
        service("crm", "deals:read deals:write events:read")
                .body(body)
                .post("/webhooks")
                .then()
                .statusCode(403);
        service("crm", "deals:read").get("/webhooks").then().statusCode(403);
        service("crm", "deals:read deals:write").get("/events").then().statusCode(403);
        service("crm", "events:read").get("/events?limit=1").then().statusCode(200);
        var id = webhook("").getString("id");
        var other = service("crm", "webhooks:write events:read");
        other.get("/webhooks/" + id).then().statusCode(404);
        other.post("/webhooks/" + id + "/secret").then().statusCode(404);
        other.delete("/webhooks/" + id).then().statusCode(404);
        assertThat(other.get("/webhooks").jsonPath().getList("items")).isEmpty();
        assertThat(as("sales-ops").get("/webhooks").jsonPath().getList("items.id"))
                .contains(id);
    }

    private static RequestSpecification service(String name, String scopes) {
        var claims = Tokens.claims(name, List.of("integrator"), List.of(), Duration.ofHours(1));
        claims.setStringClaim("scope", scopes);
        return given().auth()
                .oauth2(BackingServices.tokens().signed(claims, "RS256"))
                .contentType("application/json");
    }

    private static void age(String webhook) throws SQLException {
        try (var connection =
                DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow")) {
            connection
                    .createStatement()
                    .execute(
                            "UPDATE webhook_delivery SET failing_since = now() - interval '25 hours' WHERE webhook_id = '%s'"
                                    .formatted(webhook));
        }
    }

    private static void revise(String deal, String title) {
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"%s\"}".formatted(title))
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }
}
