package dealflow.deal.stall;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A stay of the pipeline's opportunity stage may last 30 days. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class StallTest {

    private static final String STALLED = "dealflow.deal.stalled.v1";

    @Inject
    StalledDeals stalledDeals;

    @Test
    void aStayThatLastsTooLongIsToldOnceHoweverManyReplicasLook() throws Exception {
        var pipeline = pipeline();
        var old = new ArrayList<String>();
        for (var i = 0; i < 450; i++) {
            old.add(opened(pipeline, "old" + i, 31));
        }
        imported(old);
        imported(List.of(opened(pipeline, "new", 29)));
        var replicas = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> look = stalledDeals::tell;
            for (var told : replicas.invokeAll(List.of(look, look, look))) {
                told.get();
            }
        } finally {
            replicas.shutdown();
        }
        stalledDeals.tell();
        assertThat(count(pipeline, STALLED)).isEqualTo(450);
        assertThat(as("sales-ops")
                        .get("/deals?stalled=true&limit=500&pipeline=" + pipeline)
                        .jsonPath()
                        .getList("items"))
                .hasSize(450);
        assertThat(as("sales-ops")
                        .get("/deals?stalled=false&pipeline=" + pipeline)
                        .jsonPath()
                        .getList("items.externalId"))
                .isEqualTo(List.of("new"));
    }

    @Test
    void theEventSaysWhenTheTimeRanOutAndANewStayIsANewChance() {
        var pipeline = pipeline();
        var deal = only(pipeline, opened(pipeline, "x", 40));
        var entered = Instant.parse(deal(deal).getString("stageEnteredAt"));
        stalledDeals.tell();
        var event = history(deal);
        assertThat(event.getString("items[1].type")).isEqualTo(STALLED);
        assertThat(Instant.parse(event.getString("items[1].occurredAt")))
                .isBetween(
                        entered.plus(Duration.ofDays(30)).minusSeconds(3600),
                        entered.plus(Duration.ofDays(30)).plusSeconds(3600));
        assertThat(event.getString("items[1].event.origin")).isEqualTo("schedule");
        assertThat(event.getMap("items[1].event.deal")).isEqualTo(event.getMap("items[0].event.deal"));
        move(
                        deal,
                        "{\"to\":\"lost\",\"reason\":\"price\",\"occurredAt\":\"%s\"}"
                                .formatted(Instant.now().minus(Duration.ofDays(5))))
                .then()
                .statusCode(200);
        move(deal, "{\"to\":\"opportunity\",\"reason\":\"they called\"}").then().statusCode(200);
        stalledDeals.tell();
        assertThat(history(deal).getList("items")).hasSize(4);
    }

    @Test
    void whatANewVersionAllowsIsNotStalledAnyMoreAndIsWhenTheNextOneDoesNot() throws SQLException {
        var pipeline = pipeline();
        imported(List.of(opened(pipeline, "x", 40), opened(pipeline, "y", 90)));
        stalledDeals.tell();
        assertThat(stalled(pipeline)).containsExactlyInAnyOrder("x", "y");

        stayFor(pipeline, "P60D");
        stalledDeals.tell();
        assertThat(stalled(pipeline)).containsExactly("y");

        stayFor(pipeline, "P10D");
        stalledDeals.tell();
        assertThat(stalled(pipeline)).containsExactlyInAnyOrder("x", "y");
        assertThat(count(pipeline, STALLED)).as("x twice").isEqualTo(3);
    }

    @Test
    void aDealThatCannotBeLookedAtKeepsNoOtherPipelinesListFromItsNewVersion() throws SQLException {
        var pipelines = List.of(pipeline(), pipeline());
        for (var pipeline : pipelines) {
            imported(List.of(opened(pipeline, "x", 40)));
        }
        stalledDeals.tell();
        for (var pipeline : pipelines) {
            assertThat(stalled(pipeline)).containsExactly("x");
            stayFor(pipeline, "P60D");
        }
        var milestones = "UPDATE deal SET milestones = '%s' WHERE pipeline = '%s'";
        execute(milestones.formatted("5", pipelines.get(0)));
        try {
            stalledDeals.tell();
            assertThat(stalled(pipelines.get(1))).isEmpty();
        } finally {
            execute(milestones.formatted("[]", pipelines.get(0)));
        }
        stalledDeals.tell();
        assertThat(stalled(pipelines.get(0))).as("looked at again").isEmpty();
    }

    private static void stayFor(String pipeline, String days) {
        as("sales-ops")
                .body(
                        """
                        {"currency":"USD","timeZone":"Europe/Oslo","stages":[{"key":"lead","place":"OUTSIDE"},\
                        {"key":"opportunity","place":"FUNNEL","stalledAfter":"%s"}],"won":{"key":"signed"}}"""
                                .formatted(days))
                .put("/pipelines/" + pipeline)
                .then()
                .statusCode(200);
    }

    private static List<String> stalled(String pipeline) {
        return as("sales-ops")
                .get("/deals?stalled=true&pipeline=" + pipeline)
                .jsonPath()
                .getList("items.externalId", String.class);
    }

    @Test
    void aSnoozedDealIsNotStalledBeforeTheDay() throws SQLException {
        var pipeline = pipeline();
        var deal = only(pipeline, opened(pipeline, "x", 40));
        var tomorrow = LocalDate.now().plusDays(2);
        for (var bad : List.of(
                "{\"until\":\"2026-01-01\",\"reason\":\"r\"}",
                "{\"until\":\"%s\"}".formatted(tomorrow),
                "{\"reason\":\"r\"}")) {
            as("sales-ops").body(bad).put("/deals/" + deal + "/snooze").then().statusCode(422);
        }
        as("sales-ops")
                .body("{\"until\":\"%s\",\"reason\":\"plant closed\"}".formatted(tomorrow))
                .put("/deals/" + deal + "/snooze")
                .then()
                .statusCode(200);
        assertThat(history(deal).getMap("items[1].event.previous")).containsOnlyKeys("snoozedUntil", "snoozeReason");
        stalledDeals.tell();
        assertThat(count(pipeline, STALLED)).isZero();

        execute("UPDATE deal SET snoozed_until = current_date - 1 WHERE pipeline = '%s'".formatted(pipeline));
        stalledDeals.tell();
        assertThat(count(pipeline, STALLED)).isEqualTo(1);
        as("sales-ops").delete("/deals/" + deal + "/snooze").then().statusCode(200);
        assertThat(deal(deal).getString("snoozedUntil")).isNull();
        stalledDeals.tell();
        assertThat(count(pipeline, STALLED)).as("once per stay").isEqualTo(1);
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}");
        as("sales-ops")
                .body("{\"until\":\"%s\",\"reason\":\"r\"}".formatted(tomorrow))
                .put("/deals/" + deal + "/snooze")
                .then()
                .statusCode(409);
    }

    private static String opened(String pipeline, String id, int daysAgo) {
        return "{\"externalId\":\"%s\",\"pipeline\":\"%s\",\"owner\":\"ann\",\"history\":[{\"to\":\"opportunity\",\"at\":\"%s\"}]}"
                .formatted(id, pipeline, Instant.now().minus(Duration.ofDays(daysAgo)));
    }

    private static void imported(List<String> lines) {
        assertThat(DealApi.imported(String.join("\n", lines)).getInt("errors")).isZero();
    }

    private static String only(String pipeline, String line) {
        imported(List.of(line));
        return as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getString("items[0].id");
    }

    private static int count(String pipeline, String type) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT count(*) FROM outbox JOIN deal ON deal.id::text = aggregateid
                        WHERE deal.pipeline = '%s' AND type = '%s'"""
                                .formatted(pipeline, type))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
    }
}
