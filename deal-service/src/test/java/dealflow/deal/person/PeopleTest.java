package dealflow.deal.person;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A buying committee: people with roles, confirmations by them, and a stage that only the decider opens. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PeopleTest {

    private static final String BY = "{\"to\":\"%s\",\"confirmation\":{\"person\":\"%s\",\"signal\":\"CALL\"}}";

    private static String pipeline(String roles) {
        var key = "people-" + UUID.randomUUID();
        var made = as("sales-ops")
                .body(
                        """
                        {"key":"%s","currency":"USD","timeZone":"UTC","stages":[{"key":"lead","place":"OUTSIDE"},
                          {"key":"talks","place":"FUNNEL"},{"key":"shortlist","place":"FUNNEL","confirmingRoles":%s}],
                         "won":{"key":"signed"},"lossReasons":["price"]}"""
                                .formatted(key, roles))
                .post("/pipelines");
        made.then().statusCode(roles.contains("DECIDER\",\"DECIDER") ? 422 : 201);
        return key;
    }

    private static Response put(String deal, String id, String body) {
        return as("sales-rep").body(body).put("/deals/" + deal + "/people/" + id);
    }

    private static String committee(String pipeline) {
        var deal = lead(pipeline);
        put(deal, "p1", "{\"name\":\"Kari Berg\",\"role\":\"DECIDER\",\"stance\":\"FOR\",\"evidence\":\"said so\"}")
                .then()
                .statusCode(200);
        put(deal, "p2", "{\"name\":\"Ola Dahl\",\"role\":\"USER\"}").then().statusCode(200);
        DealApi.qualify(deal);
        return deal;
    }

    @Test
    void arePartOfTheDealAndToldAsRevised() {
        var deal = committee(DealApi.pipeline());
        var people = as("sales-rep").get("/deals/" + deal + "/people").jsonPath();
        assertThat(people.getList("items.name")).isEqualTo(List.of("Kari Berg", "Ola Dahl"));
        assertThat(people.getString("items[1].stance")).isEqualTo("UNKNOWN");
        put(deal, "p2", "{\"name\":\"Ola Dahl\",\"role\":\"USER\",\"stance\":\"AGAINST\"}")
                .then()
                .statusCode(200);
        var told = DealApi.history(deal);
        assertThat(told.getString("items[-1].type")).isEqualTo("dealflow.deal.revised.v1");
        assertThat(told.getString("items[-1].event.previous.people[1].stance")).isEqualTo("UNKNOWN");
        assertThat(told.getString("items[-1].event.deal.people[1].stance")).isEqualTo("AGAINST");
        for (var i = 0; i < 2; i++) {
            assertThat(as("sales-rep")
                            .delete("/deals/" + deal + "/people/p2")
                            .jsonPath()
                            .getList("people.id"))
                    .isEqualTo(List.of("p1"));
        }
        assertThat(put(deal, "No.1", "{\"name\":\"x\",\"role\":\"USER\"}").statusCode())
                .isEqualTo(422);
        assertThat(put(deal, "p3", "{\"name\":\" \",\"role\":\"USER\"}").statusCode())
                .isEqualTo(422);
        assertThat(put(deal, "p3", "{\"name\":\"x\"}").statusCode()).isEqualTo(422);
    }

    @Test
    void aConfirmationMayNameOneAndSaysTheRoleOfThen() {
        var deal = committee(DealApi.pipeline());
        move(deal, BY.formatted("opportunity", "p2")).then().statusCode(200);
        put(deal, "p2", "{\"name\":\"Ola Dahl\",\"role\":\"INFLUENCER\"}")
                .then()
                .statusCode(200);
        var moved = DealApi.history(deal)
                .getMap("items.find { it.type == 'dealflow.deal.stage-changed.v1' }.event.change.confirmation");
        assertThat(moved)
                .containsEntry("confirmedBy", "Ola Dahl")
                .containsEntry("person", "p2")
                .containsEntry("role", "USER");
        assertThat(DealApi.deal(deal).getString("people[1].confirmedAt")).isEqualTo(moved.get("confirmedAt"));
        assertThat(DealApi.deal(deal).getString("people[0].confirmedAt")).isNull();
        var stranger = move(deal, BY.formatted("recognition", "p9"));
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.jsonPath().getString("errors[0].field")).isEqualTo("confirmation.person");
        assertThat(stranger.asString()).contains("p1");
    }

    @Test
    void whereAStageAsksForARoleNobodyElsesConfirmationCounts() {
        var deal = committee(pipeline("[\"DECIDER\"]"));
        move(deal, BY.formatted("talks", "p2")).then().statusCode(200);
        var hint = "onfirmed so far by a user; the decider has confirmed nothing yet";
        assertThat(missing(deal)).containsEntry("kind", "ROLE").containsEntry("key", "DECIDER");
        assertThat(missing(deal).get("message").toString()).contains(hint);
        for (var confirmation : List.of(
                BY.formatted("shortlist", "p2"),
                "{\"to\":\"shortlist\",\"confirmation\":{\"confirmedBy\":\"Kari Berg\",\"signal\":\"CALL\",\"role\":\"DECIDER\"}}")) {
            var refused = move(deal, confirmation);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.jsonPath().getList("missing.kind")).isEqualTo(List.of("ROLE"));
        }
        assertThat(guidance(deal, "en")).endsWith(hint);
        assertThat(guidance(deal, "zh")).isEqualTo("已确认:使用者;尚未确认:决策者");
        move(deal, BY.formatted("shortlist", "p1")).then().statusCode(200);
        assertThat(guidance(deal, "en")).as("no role is asked for any more").isNull();
    }

    @Test
    void withoutTheRuleNothingChanges() {
        var deal = committee(pipeline("[]"));
        move(deal, BY.formatted("talks", "p2")).then().statusCode(200);
        move(deal, "{\"to\":\"shortlist\",\"confirmation\":{\"confirmedBy\":\"somebody\",\"signal\":\"CALL\"}}")
                .then()
                .statusCode(200);
        assertThat(guidance(deal, "en")).isNull();
        pipeline("[\"DECIDER\",\"DECIDER\"]");
    }

    private static Map<String, Object> missing(String deal) {
        return as("sales-rep")
                .get("/deals/" + deal + "/transitions")
                .jsonPath()
                .getMap("items.find { it.to == 'shortlist' }.missing.find { it.kind == 'ROLE' }");
    }

    private static String guidance(String deal, String language) {
        return as("sales-rep")
                .header("Accept-Language", language)
                .get("/deals/" + deal + "/guidance")
                .jsonPath()
                .getString("committee");
    }

    @Test
    void theKeyPersonMayBeOneOfThem() {
        var deal = committee(DealApi.pipeline());
        var named =
                DealApi.GENUINE.replace("\"evidence\":\"Kari Berg\"", "\"evidence\":\"Kari Berg\",\"person\":\"%s\"");
        as("sales-rep")
                .body(named.formatted("p1"))
                .put("/deals/" + deal + "/qualification")
                .then()
                .statusCode(200);
        assertThat(DealApi.deal(deal).getString("qualification.keyPerson.person"))
                .isEqualTo("p1");
        assertThat(as("sales-rep")
                        .body(named.formatted("p9"))
                        .put("/deals/" + deal + "/qualification")
                        .statusCode())
                .isEqualTo(422);
        assertThat(as("sales-rep")
                        .body(DealApi.GENUINE.replace(
                                "\"evidence\":\"call\"", "\"evidence\":\"call\",\"person\":\"p1\""))
                        .put("/deals/" + deal + "/qualification")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anExportImportedElsewhereIsTheSameBytes() {
        var from = pipeline("[\"DECIDER\"]");
        var to = pipeline("[\"DECIDER\"]");
        var deal = committee(from);
        move(deal, BY.formatted("talks", "p2")).then().statusCode(200);
        move(deal, BY.formatted("shortlist", "p1")).then().statusCode(200);
        as("sales-rep").delete("/deals/" + deal + "/people/p2").then().statusCode(200);
        var first = exported(from).replace(from, to);
        assertThat(imported(first).getInt("imported")).isEqualTo(1);
        assertThat(exported(to)).isEqualTo(first).contains("\"person\":\"p2\"");
    }

    private static String exported(String pipeline) {
        return as("sales-ops").get("/exports/deals?pipeline=" + pipeline).asString();
    }
}
