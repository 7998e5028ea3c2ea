package dealflow.deal.register;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deals written by another system's keys, one and many. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class DealWriteTest {

    private static Response put(String pipeline, String key, String body) {
        return as("sales-ops").body(body).put("/deals/by-external-id/%s/%s".formatted(pipeline, key));
    }

    private static JsonPath batch(String... items) {
        return as("sales-ops")
                .body("{\"items\":[%s]}".formatted(String.join(",", items)))
                .post("/deals/batch")
                .then()
                .statusCode(207)
                .extract()
                .jsonPath();
    }

    private static String fields(String pipeline, String key, String more) {
        return "{\"fields\":{\"pipeline\":\"%s\",\"externalId\":\"%s\"%s}}".formatted(pipeline, key, more);
    }

    @Test
    void aDealIsMadeOnceAndThenRevised() {
        var pipeline = pipeline();
        var body = "{\"title\":\"Lamps\",\"owner\":\"ann\",\"team\":\"north\"}";
        var made = put(pipeline, "A 1", body);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        String deal = made.path("id");
        assertThat(made.header("Location")).endsWith("/deals/" + deal);
        assertThat(put(pipeline, "A 1", body).statusCode()).isEqualTo(200);
        assertThat(history(deal).getList("items"))
                .as("the same again changes nothing")
                .hasSize(1);

        var revised = put(pipeline, "A 1", "{\"team\":null,\"title\":\"Big lamps\",\"stage\":\"opportunity\"}");
        assertThat(revised.<String>path("id")).isEqualTo(deal);
        assertThat(revised.<String>path("title")).isEqualTo("Big lamps");
        assertThat(revised.<String>path("team")).isNull();
        assertThat(revised.<String>path("stage"))
                .as("the customer has confirmed nothing")
                .isEqualTo("lead");
        assertThat(revised.<String>path("owner")).isEqualTo("ann");

        var stale = as("sales-ops")
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/deals/by-external-id/%s/A 1".formatted(pipeline));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(put("none", "A", body).statusCode()).isEqualTo(422);
        assertThat(put(pipeline, "B", "{\"titel\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(put(pipeline, "B", "{}").<String>path("errors[0].field")).isEqualTo("title");
    }

    @Test
    void aColleaguesDealIsNeitherRevisedNorShown() {
        var pipeline = pipeline();
        put(pipeline, "A1", "{\"title\":\"Lamps\",\"owner\":\"ann\"}");
        var other = as("sales-rep").body("{\"title\":\"Mine\"}").put("/deals/by-external-id/%s/A1".formatted(pipeline));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.asString()).doesNotContain("Lamps");
    }

    @Test
    void oneBadRowNeverCostsTheOthers() {
        var pipeline = pipeline();
        var lead = lead(pipeline);
        var answer = batch(
                fields(pipeline, "A1", ",\"title\":\"One\",\"owner\":\"ann\""),
                fields(pipeline, "A1", ",\"title\":\"One again\""),
                "{\"deal\":\"%s\",\"version\":1,\"fields\":{\"team\":\"north\"}}".formatted(lead),
                "{\"deal\":\"%s\",\"version\":1,\"fields\":{\"team\":\"south\"}}".formatted(lead),
                "{\"deal\":\"%s\",\"fields\":{\"team\":\"south\"}}".formatted(UUID.randomUUID()),
                fields(pipeline, "A2", ",\"title\":\" \""),
                fields(pipeline, "A3", ",\"title\":\"x\",\"amount\":{\"amount\":\"-1\",\"currency\":\"USD\"}"),
                fields(pipeline, "A4", ",\"titel\":\"x\""),
                fields(pipeline, "A5", ",\"title\":\"x\",\"expectedCloseOn\":\"soon\""),
                fields(pipeline, "A6", ",\"title\":\"x\",\"stage\":\"opportunity\""),
                fields("none", "A7", ",\"title\":\"x\""),
                "{\"fields\":{\"pipeline\":\"%s\",\"title\":\"No key\"}}".formatted(pipeline),
                fields(pipeline, "A8", ",\"title\":\"Last\""));
        assertThat(answer.getList("items.status"))
                .containsExactly(201, 200, 200, 412, 404, 422, 422, 422, 422, 422, 422, 201, 201);
        assertThat(answer.getInt("created")).isEqualTo(3);
        assertThat(answer.getInt("revised")).isEqualTo(2);
        assertThat(answer.getInt("refused")).isEqualTo(8);
        assertThat(answer.getString("items[1].deal")).isEqualTo(answer.getString("items[0].deal"));
        assertThat(answer.getLong("items[1].version")).isEqualTo(2);
        assertThat(answer.getString("items[2].result.team")).isEqualTo("north");
        assertThat(answer.getString("items[6].field")).isEqualTo("amount.amount");
        assertThat(answer.getList("items[9].missing")).isNotEmpty();
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items"))
                .hasSize(4);
    }

    @Test
    void theSameKeyOfIdempotencyWritesOnce() {
        var pipeline = pipeline();
        var body = "{\"items\":[{\"fields\":{\"pipeline\":\"%s\",\"title\":\"No key\"}},%s]}"
                .formatted(pipeline, fields(pipeline, "A", ",\"titel\":\"x\""));
        var key = UUID.randomUUID().toString();
        var answers = IntStream.range(0, 2)
                .mapToObj(any -> as("sales-ops")
                        .header("Idempotency-Key", key)
                        .body(body)
                        .post("/deals/batch")
                        .then()
                        .statusCode(207)
                        .extract()
                        .asString())
                .toList();
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void whoWritesTheSameKeysAtOnceMakesEachDealOnce() {
        var pipeline = pipeline();
        var writers = IntStream.range(0, 3)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> {
                    var items = IntStream.range(0, 6)
                            .map(number -> writer % 2 == 0 ? number : 5 - number)
                            .mapToObj(number -> fields(
                                    pipeline, "K" + number, ",\"title\":\"By %d\",\"owner\":\"ann\"".formatted(writer)))
                            .toArray(String[]::new);
                    return batch(items).getInt("refused");
                }))
                .toList();
        assertThat(writers.stream().map(CompletableFuture::join).collect(Collectors.toSet()))
                .isEqualTo(java.util.Set.of(0));
        assertThat(as("sales-ops")
                        .get("/deals/totals?pipeline=" + pipeline)
                        .jsonPath()
                        .getList("items.count"))
                .isEqualTo(List.of(6));
    }

    @Test
    void atMostFiveHundred() {
        var items = IntStream.range(0, 501).mapToObj(any -> "{\"fields\":{}}").collect(Collectors.joining(","));
        var refused = as("sales-ops").body("{\"items\":[%s]}".formatted(items)).post("/deals/batch");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].field")).isEqualTo("items");
    }
}
