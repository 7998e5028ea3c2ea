package dealflow.acceptance.story;

import static dealflow.acceptance.system.Dealflow.deals;
import static dealflow.acceptance.system.Dealflow.forecasts;
import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One deal from the first contact to the order, by a committee of those who buy, and what the statistics make of it. */
@ExtendWith(Dealflow.class)
abstract class AbstractWholeStory {

    private static final String CONFIRMED =
            """
            {"to":"%s","confirmation":{"person":"%s","signal":"%s","channel":"email","reference":"mail"},"reason":%s}""";
    private static final String DECIDER = "kari";
    private static final String USER = "ola";

    private final String pipeline;

    /** @param pipeline the key of a pipeline of its own */
    AbstractWholeStory(String pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void aLeadBecomesAnOrderAtTheCustomersPace() {
        Dealflow.createPipeline(
                """
                {"key":"%s","template":"buyer-aligned-7","currency":"USD","timeZone":"Asia/Shanghai"}"""
                        .formatted(pipeline));
        letOnlyTheDeciderConfirm("risk-assessment");
        var deal = open();
        assertThat(deal.getString("status")).isEqualTo("LEAD");
        Dealflow.awaitProjections();
        assertThat(funnel().getInt("entered.count"))
                .as("a lead is not in the funnel")
                .isZero();

        introduce(deal, DECIDER, "Kari Berg", "DECIDER");
        introduce(deal, USER, "Ola Dahl", "USER");
        // Nobody has qualified it, so it is no opportunity yet, and the answer says what is missing.
        var refused = move(deal, "opportunity", USER, 422);
        assertThat(refused.getList("missing.key", String.class)).contains("need", "budget", "keyPerson", "fit");

        qualify(deal);
        assertThat(move(deal, "opportunity", USER, 200).getString("status")).isEqualTo("OPEN");
        var unconfirmed = deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{\"to\":\"needs-confirmed\"}")
                .post("/deals/" + deal.getString("id") + "/transitions");
        assertThat(unconfirmed.statusCode()).as("our own word is not enough").isEqualTo(422);

        Dealflow.awaitProjections();
        assertThat(funnel().getInt("entered.count")).isEqualTo(1);
        assertThat(capacity("opportunity")).isEqualTo(1);
        assertThat(closed()).isZero();

        for (var stage : List.of("needs-confirmed", "customer-recognition", "solution-confirmed")) {
            tickWhatIsRequired(deal);
            move(deal, stage, USER, 200);
        }
        // Those who will work with it want it; who signs has said nothing, and the answer says so.
        tickWhatIsRequired(deal);
        var unheard = move(deal, "risk-assessment", USER, 422);
        assertThat(unheard.getList("missing.kind", String.class)).containsExactly("ROLE");
        assertThat(unheard.getString("missing[0].message"))
                .contains("onfirmed so far by a user; the decider has confirmed nothing yet");
        move(deal, "risk-assessment", DECIDER, 200);
        tickWhatIsRequired(deal);
        move(deal, "order-confirmed", DECIDER, 200);
        assertThat(lastConfirmation(deal))
                .containsEntry("confirmedBy", "Kari Berg")
                .containsEntry("role", "DECIDER");
        Dealflow.awaitProjections();
        assertThat(funnel().getInt("won.count")).isEqualTo(1);
        assertThat(funnel().getString("won.amount")).startsWith("48000");
        assertThat(capacity("opportunity")).isZero();
        // The forecast answers from memory, which follows its tables a moment later.
        Dealflow.await("the forecast counts the order", () -> closed() == 1);
    }

    /** A new version of the template's pipeline. */
    private void letOnlyTheDeciderConfirm(String stage) {
        var definition = deals(Role.OPS).get("/pipelines/" + pipeline).as(ObjectNode.class);
        for (var each : definition.path("stages")) {
            if (each.path("key").asText().equals(stage)) {
                ((ObjectNode) each).putArray("confirmingRoles").add("DECIDER");
            }
        }
        deals(Role.OPS)
                .contentType("application/json")
                .body(definition.toString())
                .put("/pipelines/" + pipeline)
                .then()
                .statusCode(200);
    }

    private static void introduce(JsonPath deal, String id, String name, String role) {
        deals(Role.OPS)
                .contentType("application/json")
                .body("{\"name\":\"%s\",\"role\":\"%s\",\"stance\":\"FOR\"}".formatted(name, role))
                .put("/deals/%s/people/%s".formatted(deal.getString("id"), id))
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> lastConfirmation(JsonPath deal) {
        return deals(Role.OPS)
                .get("/deals/%s/history".formatted(deal.getString("id")))
                .jsonPath()
                .getMap("items.findAll { it.type == 'dealflow.deal.stage-changed.v1' }[-1].event.change.confirmation");
    }

    private JsonPath open() {
        return deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(
                        """
                        {"pipeline":"%s","title":"Street lights for Bergen","customer":{"name":"Berg AS"},
                         "owner":"li.wei","team":"europe","amount":{"amount":"48000.00","currency":"USD"}}"""
                                .formatted(pipeline))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static void qualify(JsonPath deal) {
        deals(Role.OPS)
                .contentType("application/json")
                .body(
                        """
                        {"need":{"state":"CONFIRMED","evidence":"inquiry"},"budget":{"state":"CONFIRMED","evidence":"call"},
                         "keyPerson":{"state":"CONFIRMED","evidence":"signs","person":"kari"},"fit":{"state":"CONFIRMED","evidence":"EN 60598"}}""")
                .put("/deals/" + deal.getString("id") + "/qualification")
                .then()
                .statusCode(200);
    }

    private JsonPath move(JsonPath deal, String to, String person, int status) {
        return deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(CONFIRMED.formatted(
                        to, person, signal(to), to.equals("order-confirmed") ? "\"solution\"" : "null"))
                .post("/deals/" + deal.getString("id") + "/transitions")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    /** Whatever the pipeline asks for before the next stage. */
    private static void tickWhatIsRequired(JsonPath deal) {
        var items = deals(Role.OPS)
                .get("/deals/" + deal.getString("id") + "/checklist")
                .jsonPath();
        for (var item : items.getList("items.item.key", String.class)) {
            deals(Role.OPS)
                    .contentType("application/json")
                    .body("{\"done\":true,\"evidence\":\"mail\"}")
                    .put("/deals/" + deal.getString("id") + "/checklist/" + item)
                    .then()
                    .statusCode(200);
        }
    }

    private String signal(String stage) {
        var definition = deals(Role.VIEWER).get("/pipelines/" + pipeline).jsonPath();
        var signals = definition.getList(
                stage.equals(definition.getString("won.key"))
                        ? "won.signals"
                        : "stages.find { it.key == '" + stage + "' }.signals",
                String.class);
        return signals.isEmpty() ? "OTHER" : signals.get(0);
    }

    private JsonPath funnel() {
        var today = LocalDate.now(ZoneOffset.UTC);
        return funnels()
                .queryParam("from", today.minusDays(7).toString())
                .queryParam("to", today.plusDays(2).toString())
                .get("/funnels/" + pipeline)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int capacity(String stage) {
        return funnel().getInt("stages.find { it.stage == '" + stage + "' }.capacity.count");
    }

    /** From noon of a month's last day on, the next one is what a question without a beginning is about. */
    private int closed() {
        return forecasts()
                .queryParam("interval", "month")
                .queryParam(
                        "from", LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).toString())
                .queryParam("periods", 2)
                .get("/forecasts/" + pipeline)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("cumulative[1].closed.count");
    }
}
