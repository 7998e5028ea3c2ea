package dealflow.acceptance.story;

import static dealflow.acceptance.system.Dealflow.deals;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A deal in the hands of somebody, who does with it what salespeople do. */
final class StoryDeal {

    private static final String CONFIRMED =
            """
            {"to":"%s","confirmation":{"person":"%s","signal":"%s","channel":"email","reference":"mail"},"reason":%s}""";
    private static final String WON = "order-confirmed";

    private final Role role;
    private final String pipeline;
    private final String path;
    private final JsonPath opened;

    private StoryDeal(Role role, String pipeline, JsonPath opened) {
        this.role = role;
        this.pipeline = pipeline;
        this.path = "/deals/" + opened.getString("id");
        this.opened = opened;
    }

    /** @param fields those behind the pipeline, as JSON */
    static StoryDeal opened(Role role, String pipeline, String fields) {
        var opened = json(role)
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{\"pipeline\":\"%s\",%s}".formatted(pipeline, fields))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new StoryDeal(role, pipeline, opened);
    }

    /** As it was when it was opened. */
    JsonPath opened() {
        return opened;
    }

    JsonPath looks() {
        return read("");
    }

    JsonPath read(String part) {
        return deals(role).get(path + part).then().statusCode(200).extract().jsonPath();
    }

    void put(String part, String body) {
        json(role).body(body).put(path + part).then().statusCode(200);
    }

    JsonPath post(String part, String body, int status) {
        return json(role)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body)
                .post(path + part)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    JsonPath revise(String patch) {
        return deals(role)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    int concede(int request, String price) {
        return json(role)
                .body("{\"price\":{\"amount\":\"%s\",\"currency\":\"USD\"},\"inReturn\":\"prepayment\"}"
                        .formatted(price))
                .put("%s/price-requests/%d/concession".formatted(path, request))
                .statusCode();
    }

    void introduce(String id, String name, String function) {
        put("/people/" + id, "{\"name\":\"%s\",\"role\":\"%s\",\"stance\":\"FOR\"}".formatted(name, function));
    }

    void qualify(String keyPerson) {
        put(
                "/qualification",
                """
                {"need":{"state":"CONFIRMED","evidence":"inquiry"},"budget":{"state":"CONFIRMED","evidence":"call"},
                 "keyPerson":{"state":"CONFIRMED","evidence":"signs","person":"%s"},"fit":{"state":"CONFIRMED","evidence":"EN 60598"}}"""
                        .formatted(keyPerson));
    }

    JsonPath move(String to, String person, int status) {
        return post(
                "/transitions",
                CONFIRMED.formatted(to, person, signal(to), to.equals(WON) ? "\"solution\"" : "null"),
                status);
    }

    /** A move into the next stage, with whatever the pipeline asks for before it. */
    void moveOn(String to, String person) {
        tickWhatIsRequired();
        move(to, person, 200);
    }

    void tickWhatIsRequired() {
        for (var item : read("/checklist").getList("items.item.key", String.class)) {
            put("/checklist/" + item, "{\"done\":true,\"evidence\":\"mail\"}");
        }
    }

    Map<String, Object> lastConfirmation() {
        return read("/history")
                .getMap("items.findAll { it.type == 'dealflow.deal.stage-changed.v1' }[-1].event.change.confirmation");
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

    private static RequestSpecification json(Role role) {
        return deals(role).contentType("application/json");
    }

    /** A definition that operations write. */
    static void define(String path, String body) {
        json(Role.OPS).body(body).put(path).then().statusCode(200);
    }

    /** From the template of seven stages. */
    static void createPipeline(String key) {
        Dealflow.createPipeline(
                """
                {"key":"%s","template":"buyer-aligned-7","currency":"USD","timeZone":"Asia/Shanghai"}"""
                        .formatted(key));
    }

    /** What a refused move lacks, each as its kind and key. */
    static List<String> missing(JsonPath refused) {
        return refused.getList("missing.collect { it.kind + ' ' + it.key }", String.class);
    }
}
