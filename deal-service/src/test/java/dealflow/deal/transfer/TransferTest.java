package dealflow.deal.transfer;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deals that go from one owner to another as a job. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TransferTest {

    private static String owned(String pipeline, String owner, int deals) {
        imported(IntStream.range(0, deals)
                .mapToObj(
                        number -> "{\"externalId\":\"%s-%d\",\"pipeline\":\"%s\",\"owner\":\"%1$s\",\"team\":\"north\"}"
                                .formatted(owner, number, pipeline))
                .collect(Collectors.joining("\n")));
        return owner;
    }

    private static JsonPath ordered(String body) {
        var answer = as("sales-ops").body(body).post("/transfers");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/transfers/" + answer.path("id"));
        return answer.jsonPath();
    }

    private static JsonPath done(String id) {
        var deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            var progress = as("sales-ops").get("/transfers/" + id).jsonPath();
            if (progress.getString("status").equals("DONE")) {
                return progress;
            }
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int count(String pipeline, String owner) {
        return as("sales-ops")
                .get("/deals/totals?pipeline=%s&owner=%s".formatted(pipeline, owner))
                .jsonPath()
                .getList("items.count", Integer.class)
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void allDealsOfAnOwnerGoOverWithOneEventEach() {
        var pipeline = pipeline();
        var from = owned(pipeline, "ann-" + UUID.randomUUID(), 250);
        var to = "bob-" + UUID.randomUUID();
        var job = done(ordered("{\"from\":\"%s\",\"to\":\"%s\",\"toTeam\":\"south\"}".formatted(from, to))
                .getString("id"));
        assertThat(job.getLong("total")).isEqualTo(250);
        assertThat(job.getLong("processed")).isEqualTo(250);
        assertThat(count(pipeline, from)).isZero();
        assertThat(count(pipeline, to)).isEqualTo(250);
        var deal = as("sales-ops").get("/deals?limit=1&pipeline=" + pipeline).<String>path("items[0].id");
        var last = history(deal);
        assertThat(last.getList("items")).hasSize(2);
        assertThat(last.getString("items[1].type")).isEqualTo("dealflow.deal.revised.v1");
        assertThat(last.getString("items[1].event.previous.owner")).isEqualTo(from);
        assertThat(last.getString("items[1].event.deal.team")).isEqualTo("south");
        assertThat(last.getString("items[1].event.actor")).isEqualTo("sales-ops@example.com");
        assertThat(as("sales-ops").get("/transfers?limit=1").jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void onlyThoseOfAPipelineAndStatusGoOver() {
        var one = pipeline();
        var other = pipeline();
        var from = owned(one, "ann-" + UUID.randomUUID(), 2);
        owned(other, from, 3);
        var to = "bob-" + UUID.randomUUID();
        var none = ordered("{\"from\":\"%s\",\"to\":\"%s\",\"dealStatus\":\"WON\"}".formatted(from, to));
        assertThat(done(none.getString("id")).getLong("total")).isZero();
        done(ordered("{\"from\":\"%s\",\"to\":\"%s\",\"pipeline\":\"%s\",\"dealStatus\":\"LEAD\"}"
                        .formatted(from, to, other))
                .getString("id"));
        assertThat(count(one, from)).isEqualTo(2);
        assertThat(count(other, to)).isEqualTo(3);
    }

    @Test
    void onlyThoseThatAFilterOrAViewFindsGoOver() {
        var pipeline = pipeline();
        var from = owned(pipeline, "ann-" + UUID.randomUUID(), 230);
        var asked = as("sales-ops").get("/deals?limit=500&pipeline=" + pipeline).jsonPath();
        var small = asked.getList("items.id", String.class).subList(0, 115);
        small.forEach(deal -> as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"amount\":{\"amount\":\"7\",\"currency\":\"USD\"}}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200));
        var to = "bob-" + UUID.randomUUID();
        var filtered = done(ordered(
                        "{\"from\":\"%s\",\"to\":\"%s\",\"pipeline\":\"%s\",\"filter\":{\"amount\":[\"1..9\"],\"team\":[\"north\",\"\"]}}"
                                .formatted(from, to, pipeline))
                .getString("id"));
        assertThat(filtered.getLong("total")).isEqualTo(115);
        assertThat(filtered.getLong("processed")).isEqualTo(115);
        assertThat(filtered.getMap("filter"))
                .isEqualTo(Map.of("amount", List.of("1..9"), "team", List.of("north", "")));
        assertThat(count(pipeline, to)).isEqualTo(115);

        var view = "v-" + UUID.randomUUID();
        as("sales-ops")
                .body("{\"filter\":{\"externalId\":[\"%s-200\",\"%1$s-201\"]}}".formatted(from))
                .put("/views/" + view)
                .then()
                .statusCode(200);
        var order = "{\"from\":\"%s\",\"to\":\"%s\",\"view\":\"%s\"%s}";
        var tomorrow = ordered(order.formatted(
                from,
                to,
                view,
                ",\"effectiveOn\":\"%s\""
                        .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(1))));
        var viewed = done(ordered(order.formatted(from, to, view, "")).getString("id"));
        assertThat(viewed.getLong("processed")).isEqualTo(2);
        assertThat(viewed.getString("view")).isEqualTo(view);
        assertThat(count(pipeline, to)).isEqualTo(117);
        as("sales-ops").delete("/views/" + view).then().statusCode(204);
        assertThat(as("sales-ops")
                        .get("/transfers/" + tomorrow.getString("id"))
                        .jsonPath()
                        .getList("filter.externalId"))
                .as("it keeps the filter that it was ordered with")
                .hasSize(2);
        as("sales-ops")
                .post("/transfers/%s/cancellation".formatted(tomorrow.getString("id")))
                .then()
                .statusCode(200);
        for (var wrong : List.of(
                "\"filter\":{\"statsu\":[\"OPEN\"]}",
                "\"view\":\"%s\"".formatted(view),
                "\"view\":\"x\",\"filter\":{}")) {
            as("sales-ops")
                    .body("{\"from\":\"a\",\"to\":\"b\",%s}".formatted(wrong))
                    .post("/transfers")
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void oneWhoseFilterCannotBeReadAnyMoreIsCancelledAndHoldsUpNobody() throws SQLException {
        var pipeline = pipeline();
        var from = owned(pipeline, "ann-" + UUID.randomUUID(), 1);
        var broken = UUID.randomUUID();
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO transfer_job (id, status, from_owner, to_owner, effective_on, requested_by, created_at, filter)"
                            + " VALUES ('%s', 'WAITING', '%s', 'bob', current_date - 1, 'kim', now() - interval '1 day',"
                                    .formatted(broken, from)
                            + " '{\"field\":[\"retired-long-ago:x\"]}')");
        }
        done(ordered("{\"from\":\"%s\",\"to\":\"cy-%1$s\"}".formatted(from)).getString("id"));
        var cancelled = as("sales-ops").get("/transfers/" + broken).jsonPath();
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getString("problem")).contains("'retired-long-ago' is no field");
        assertThat(cancelled.getLong("processed")).isZero();
    }

    @Test
    void itWaitsForItsDayAndCanBeCancelled() {
        var pipeline = pipeline();
        var from = owned(pipeline, "ann-" + UUID.randomUUID(), 2);
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        var id = ordered("{\"from\":\"%s\",\"to\":\"bob\",\"effectiveOn\":\"%s\"}".formatted(from, tomorrow))
                .getString("id");
        // One that is ordered later and has not to wait is done before.
        done(ordered("{\"from\":\"nobody-%s\",\"to\":\"bob\"}".formatted(from)).getString("id"));
        assertThat(as("sales-ops").get("/transfers/" + id).<String>path("status"))
                .isEqualTo("WAITING");
        var cancelled = as("sales-ops").post("/transfers/" + id + "/cancellation");
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(cancelled.<String>path("status")).isEqualTo("CANCELLED");
        assertThat(as("sales-ops").post("/transfers/" + id + "/cancellation").statusCode())
                .isEqualTo(409);
        assertThat(count(pipeline, from)).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(refused("{\"to\":\"bob\"}")).isEqualTo("from");
        assertThat(refused("{\"from\":\"bob\",\"to\":\" bob \"}")).isEqualTo("to");
        assertThat(refused("{\"from\":\"ann\",\"to\":\"bob\",\"effectiveOn\":\"2020-01-01\"}"))
                .isEqualTo("effectiveOn");
    }

    private static String refused(String body) {
        return as("sales-ops")
                .body(body)
                .post("/transfers")
                .then()
                .statusCode(422)
                .extract()
                .path("errors[0].field");
    }
}
