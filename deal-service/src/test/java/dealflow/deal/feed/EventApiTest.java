package dealflow.deal.feed;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events over HTTP: read in pages, waited for, and streamed. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class EventApiTest {

    private static final String LOST = "{\"to\":\"lost\",\"reason\":\"price\"}";

    @TestHTTPResource
    URI service;

    @Test
    void everyEventOfADealIsReadAsItWasPublished() {
        var begin = latest();
        var pipeline = pipeline();
        var deal = lead(pipeline);
        move(deal, LOST).then().statusCode(200);
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        var page = events("after=%s&pipeline=%s&wait=PT20S".formatted(begin, pipeline), 4);
        assertThat(page.getList("items.type"))
                .containsExactly(
                        "dealflow.pipeline.defined.v1",
                        "dealflow.deal.opened.v1",
                        "dealflow.deal.stage-changed.v1",
                        "dealflow.deal.deleted.v1");
        assertThat(page.getList("items.id")).containsExactly(pipeline + "-1", deal + "-1", deal + "-2", deal + "-3");
        assertThat(page.getString("items[2].data.change.toStage")).isEqualTo("lost");
        assertThat(page.getString("items[2].source")).isEqualTo("/dealflow/deal-service");
        assertThat(page.getString("items[0].data.key")).isEqualTo(pipeline);
    }

    @Test
    void pagesFollowEachOtherWithoutAGap() {
        var begin = latest();
        var pipeline = pipeline();
        for (var i = 0; i < 5; i++) {
            lead(pipeline);
        }
        events("after=%s&pipeline=%s".formatted(begin, pipeline), 6);
        var ids = new ArrayList<Object>();
        for (var after = begin; ; ) {
            var page = events("after=%s&pipeline=%s&limit=2".formatted(after, pipeline), 0);
            if (page.getList("items").isEmpty()) {
                assertThat(page.getBoolean("more")).isFalse();
                break;
            }
            ids.addAll(page.getList("items.id"));
            after = page.getString("next");
        }
        assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void filtersByTypeOwnerAndTeamSeeADealLeave() {
        var begin = latest();
        var pipeline = pipeline();
        var deal = lead(pipeline);
        revise(deal, "{\"owner\":\"bob\",\"team\":\"north\"}");
        revise(deal, "{\"owner\":\"cai\"}");
        events("after=%s&pipeline=%s".formatted(begin, pipeline), 4);
        var of = "after=%s&pipeline=%s&".formatted(begin, pipeline);
        assertThat(events(of + "owner=sales-rep@example.com", 0).getList("items.id"))
                .containsExactly(deal + "-1", deal + "-2");
        assertThat(events(of + "owner=bob&owner=sales-rep@example.com", 0).getList("items.id"))
                .containsExactly(deal + "-1", deal + "-2", deal + "-3");
        assertThat(events(of + "owner=bob", 0).getList("items.id")).containsExactly(deal + "-2", deal + "-3");
        assertThat(events(of + "team=north", 0).getList("items.id")).containsExactly(deal + "-2", deal + "-3");
        assertThat(events(of + "type=dealflow.deal.opened.v1&type=dealflow.pipeline.defined.v1", 0)
                        .getList("items.id"))
                .containsExactly(pipeline + "-1", deal + "-1");
    }

    @Test
    void aRequestWaitsForTheFirstEventThatItAskedFor() {
        var before = latest();
        var pipeline = pipeline();
        events("after=%s&pipeline=%s&wait=PT20S".formatted(before, pipeline), 1);
        var begin = latest();
        var waiting = CompletableFuture.supplyAsync(
                () -> events("after=%s&pipeline=%s&wait=PT30S".formatted(begin, pipeline), 0));
        lead(pipeline());
        var deal = lead(pipeline);
        assertThat(waiting.join().getList("items.id")).containsExactly(deal + "-1");
    }

    @Test
    void whatIsNoCursorOrNoDurationIsRefused() {
        as("integrator").get("/events?after=x!").then().statusCode(422);
        as("integrator").get("/events?wait=20").then().statusCode(422);
        as("integrator").get("/events?wait=PT1H").then().statusCode(422);
        as("viewer").get("/events").then().statusCode(403);
        as("integrator").get("/events/stream?after=x!").then().statusCode(422);
    }

    /** Else a reader would wait there, and miss all that comes before it. */
    @Test
    void aPlaceThatTheFeedDoesNotHaveIsRefused() {
        for (var place : List.of("-1", "999999999999", "9223372036854775807")) {
            var cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
            for (var path : List.of("/events?after=", "/events/stream?after=")) {
                var answer = as("integrator").get(path + cursor);
                assertThat(answer.statusCode()).as(path + place).isEqualTo(422);
                assertThat(answer.jsonPath().getString("detail")).contains("a place that this feed does not have");
            }
            as("integrator")
                    .body("{\"url\":\"https://example.com/hook\",\"after\":\"%s\"}".formatted(cursor))
                    .post("/webhooks")
                    .then()
                    .statusCode(422);
        }
        as("integrator").get("/events?after=" + latest()).then().statusCode(200);
    }

    @Test
    void aStreamTellsEventsAndResumesBehindTheLastOneSeen() throws Exception {
        var before = latest();
        var pipeline = pipeline();
        events("after=%s&pipeline=%s&wait=PT20S".formatted(before, pipeline), 1);
        String last;
        try (var stream = new Stream(pipeline, null)) {
            var deal = lead(pipeline);
            move(deal, LOST).then().statusCode(200);
            assertThat(stream.next().data).contains("\"id\":\"" + deal + "-1\"");
            var second = stream.next();
            assertThat(second.event).isEqualTo("dealflow.deal.stage-changed.v1");
            assertThat(JsonPath.from(second.data).getString("data.change.toStage"))
                    .isEqualTo("lost");
            last = second.id;
        }
        var missed = lead(pipeline);
        try (var stream = new Stream(pipeline, last)) {
            assertThat(stream.next().data).contains("\"id\":\"" + missed + "-1\"");
            var live = lead(pipeline);
            assertThat(stream.next().data).contains("\"id\":\"" + live + "-1\"");
        }
    }

    @Test
    void aStreamsHeadIsOverSoThatTheNextRequestOnItsConnectionIsAnswered() throws IOException {
        try (var socket = new Socket("127.0.0.1", service.getPort())) {
            socket.setSoTimeout(20_000);
            var ask = "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + BackingServices.token("sales-rep@example.com", "sales-rep") + "\r\n%s\r\n";
            var both = ask.formatted("HEAD /events/stream", "") + ask.formatted("GET /me", "Connection: close\r\n");
            socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1\\.1 200.*text/event-stream.*HTTP/1\\.1 200.*\"sees\".*");
        }
    }

    private static void revise(String deal, String patch) {
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }

    private static String latest() {
        return events("after=latest", 0).getString("next");
    }

    /** A page of at least so many events, which are a moment behind their commit. */
    private static JsonPath events(String query, int atLeast) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            var page = as("integrator")
                    .get("/events?" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (page.getList("items").size() >= atLeast) {
                return page;
            }
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    /** A connected client of the stream. */
    private final class Stream implements AutoCloseable {

        private final BufferedReader lines;

        Stream(String pipeline, String lastEventId) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(service.resolve("/events/stream?pipeline=" + pipeline))
                    .header("Authorization", "Bearer " + BackingServices.token("sales-rep@example.com", "sales-rep"));
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            var answer = HttpClient.newHttpClient()
                    .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                    .join();
            assertThat(answer.statusCode()).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(answer.body()));
        }

        Told next() throws IOException {
            var told = new Told();
            for (var line = lines.readLine(); ; line = lines.readLine()) {
                if (line.isEmpty() && told.data != null) {
                    return told;
                }
                told.take(line);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static final class Told {

        private String id;
        private String event;
        private String data;

        void take(String line) {
            for (var field : List.of("id", "event", "data")) {
                if (line.startsWith(field + ":")) {
                    var value = line.substring(field.length() + 1);
                    switch (field) {
                        case "id" -> id = value;
                        case "event" -> event = value;
                        default -> data = value;
                    }
                }
            }
        }
    }
}
