package dealflow.deal.field;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.eventually;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fields that a company defines: their versions, deals' values, and the gate that one is. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FieldTest {

    private static final String TERMS =
            """
            {"names":{"en":"Incoterm","zh":"贸易术语"},"type":"ONE_OF","choices":[{"key":"FOB"},{"key":"CIF"}],"dimension":true%s}""";

    private static Response define(String key, String definition) {
        return as("sales-ops").body(definition).put("/fields/" + key);
    }

    private static void defined(String key, String definition) {
        var answer = define(key, definition);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private static Response revise(String deal, String patch) {
        return as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/deals/" + deal);
    }

    /** Nobody else's deals are held back by the gates of these tests, and there is room for more. */
    @AfterEach
    void retire() {
        as("sales-ops").get("/fields").jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(field -> Boolean.FALSE.equals(field.get("retired")))
                .forEach(field -> as("sales-ops")
                        .body(retired(field))
                        .put("/fields/" + field.get("key"))
                        .then()
                        .statusCode(200));
    }

    private static Map<String, Object> retired(Map<String, Object> field) {
        field.put("retired", true);
        field.put("requiredFrom", List.of());
        return field;
    }

    @Test
    void hasVersionsInWhichTypeAndChoicesStay() {
        var key = key();
        var first = define(key, TERMS.formatted(""));
        assertThat(first.jsonPath().getInt("version")).isEqualTo(1);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(define(key, TERMS.formatted("")).jsonPath().getInt("version"))
                .as("nothing new")
                .isEqualTo(1);
        var more = TERMS.formatted("")
                .replace("{\"key\":\"CIF\"}", "{\"key\":\"CIF\",\"retired\":true},{\"key\":\"EXW\"}");
        assertThat(define(key, more).jsonPath().getInt("version")).isEqualTo(2);
        assertThat(refused(key, TERMS.formatted(""))).contains("'EXW'", "retired");
        assertThat(refused(key, "{\"type\":\"TEXT\"}")).contains("must stay ONE_OF");
        assertThat(as("sales-ops")
                        .header("If-Match", "\"1\"")
                        .body(TERMS.formatted(""))
                        .put("/fields/" + key)
                        .statusCode())
                .isEqualTo(412);
        assertThat(as("viewer").get("/fields").jsonPath().getList("items.key", String.class))
                .contains(key);
        assertThat(as("viewer").get("/fields/" + key).jsonPath().getList("choices.findAll { it.retired }.key"))
                .isEqualTo(List.of("CIF"));
        assertThat(as("viewer").get("/fields/there-is-none").statusCode()).isEqualTo(404);
        eventually(() -> assertThat(as("sales-rep")
                        .get("/events?type=dealflow.field.defined.v1&limit=500")
                        .jsonPath()
                        .getList("items.findAll { it.subject == 'fields/%s' }.data.version".formatted(key)))
                .isEqualTo(List.of(1, 2)));
    }

    @Test
    void saysWhatCannotBeAField() {
        for (var wrong : Map.of(
                        "{}", "type",
                        "{\"type\":\"ONE_OF\"}", "choices",
                        "{\"type\":\"TEXT\",\"choices\":[{\"key\":\"a\"}]}", "choices",
                        "{\"type\":\"TEXT\",\"dimension\":true}", "dimension",
                        "{\"type\":\"DATE\",\"dimension\":true,\"personal\":true}", "dimension",
                        "{\"type\":\"TEXT\",\"rules\":{\"pattern\":\"(\"}}", "rules.pattern",
                        "{\"type\":\"NUMBER\",\"rules\":{\"min\":\"2\",\"max\":\"1\"}}", "rules.max",
                        "{\"type\":\"TEXT\",\"requiredFrom\":[{\"pipeline\":\"no-such\",\"stage\":\"x\"}]}",
                                "requiredFrom.pipeline",
                        "{\"type\":\"TEXT\",\"requiredFrom\":[null]}", "requiredFrom")
                .entrySet()) {
            var answer = define(key(), wrong.getKey());
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo(wrong.getValue());
        }
        assertThat(refused("Two-Words", "{\"type\":\"TEXT\"}")).contains("small letter");
        assertThat(refused("stage", "{\"type\":\"TEXT\"}")).contains("the service's own");
        var gate = "{\"type\":\"TEXT\",\"requiredFrom\":[{\"pipeline\":\"%s\",\"stage\":\"no-such\"}]}";
        assertThat(refused(key(), gate.formatted(pipeline()))).contains("is not a stage of pipeline");
    }

    @Test
    void aDealHasValuesThatAreToldAndChangeOneByOne() {
        var terms = key();
        var boxes = key();
        defined(terms, TERMS.formatted(""));
        defined(boxes, "{\"type\":\"NUMBER\",\"rules\":{\"min\":\"1\"}}");
        var pipeline = pipeline();
        String deal = as("sales-rep")
                .body("{\"pipeline\":\"%s\",\"title\":\"Lamps\",\"fields\":{\"%s\":\"FOB\",\"%s\":2}}"
                        .formatted(pipeline, terms, boxes))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(values(deal)).isEqualTo(Map.of(terms, "FOB", boxes, "2"));
        revise(deal, "{\"fields\":{\"%s\":null}}".formatted(boxes)).then().statusCode(200);
        assertThat(values(deal)).isEqualTo(Map.of(terms, "FOB"));
        var told = DealApi.history(deal);
        assertThat(told.getMap("items[-1].event.previous")).containsOnlyKeys("fields");
        assertThat(told.getMap("items[-1].event.previous.fields")).isEqualTo(Map.of(terms, "FOB", boxes, "2"));
        assertThat(told.getMap("items[-1].event.deal.fields")).isEqualTo(Map.of(terms, "FOB"));
        revise(deal, "{\"fields\":{\"%s\":\"FOB\"}}".formatted(terms)).then().statusCode(200);
        assertThat(DealApi.history(deal).getList("items")).as("nothing new").hasSize(2);

        var misspelt = terms.substring(1);
        var unknown = revise(deal, "{\"fields\":{\"%s\":\"FOB\"}}".formatted(misspelt));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.jsonPath().getString("errors[0].field")).isEqualTo("fields." + misspelt);
        assertThat(unknown.jsonPath().getString("errors[0].message")).contains("near it are [" + terms);
        var wrong = revise(deal, "{\"fields\":{\"%s\":0}}".formatted(boxes));
        assertThat(wrong.jsonPath().getString("errors[0].message")).isEqualTo("must be at least 1");

        var many = as("sales-rep")
                .body(
                        """
                        {"items":[{"fields":{"pipeline":"%1$s","externalId":"K1","title":"t","fields":{"%2$s":"CIF"}}},
                         {"deal":"%3$s","fields":{"fields":{"%2$s":"EXW"}}},{"deal":"%3$s","fields":{"fields":{"%2$s":"CIF"}}}]}"""
                                .formatted(pipeline, terms, deal))
                .post("/deals/batch")
                .jsonPath();
        assertThat(many.getList("items.status")).isEqualTo(List.of(201, 422, 200));
        assertThat(many.getString("items[1].field")).isEqualTo("fields." + terms);
        assertThat(values(deal)).isEqualTo(Map.of(terms, "CIF"));
    }

    @Test
    void whatIsRetiredStaysWithThoseWhoHaveIt() {
        var terms = key();
        defined(terms, TERMS.formatted(""));
        var deal = lead(pipeline());
        revise(deal, "{\"fields\":{\"%s\":\"FOB\"}}".formatted(terms)).then().statusCode(200);
        defined(terms, TERMS.formatted(",\"retired\":true"));
        revise(deal, "{\"title\":\"Other lamps\"}").then().statusCode(200);
        assertThat(values(deal)).isEqualTo(Map.of(terms, "FOB"));
        assertThat(revise(deal, "{\"fields\":{\"%s\":\"CIF\"}}".formatted(terms))
                        .asString())
                .contains("is retired");
        revise(deal, "{\"fields\":{\"%s\":null}}".formatted(terms)).then().statusCode(200);
        assertThat(values(deal)).isEmpty();
    }

    @Test
    void isAGateThatMissingExplains() {
        var terms = key();
        var pipeline = pipeline();
        defined(
                terms,
                TERMS.formatted(
                        ",\"requiredFrom\":[{\"pipeline\":\"%s\",\"stage\":\"recognition\"}]".formatted(pipeline)));
        var deal = lead(pipeline);
        DealApi.qualify(deal);
        assertThat(guidance(deal)).as("not yet").isEmpty();
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        assertThat(guidance(deal)).containsExactly(terms);
        var missing = as("sales-rep")
                .get("/deals/" + deal + "/transitions")
                .jsonPath()
                .getMap("items.find { it.to == 'recognition' }.missing.find { it.kind == 'FIELD' }");
        assertThat(missing).containsEntry("key", terms);
        assertThat(missing.get("message").toString()).contains("fill in", "Incoterm", "'recognition'");
        var refused = move(deal, confirmed("recognition", "SAMPLE_REQUEST"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("missing.kind")).isEqualTo(List.of("FIELD"));
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        move(deal, "{\"to\":\"opportunity\",\"reason\":\"they ask again\"}")
                .then()
                .statusCode(200);

        revise(deal, "{\"fields\":{\"%s\":\"FOB\"}}".formatted(terms)).then().statusCode(200);
        assertThat(guidance(deal)).isEmpty();
        move(deal, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);

        var inside = "{\"pipeline\":\"%s\",\"title\":\"t\",\"stage\":\"recognition\",\"qualification\":%s,%s%s}";
        var body = inside.formatted(pipeline, DealApi.GENUINE, DealApi.CONFIRMED.formatted("SAMPLE_REQUEST"), "%s");
        assertThat(as("sales-rep")
                        .body(body.formatted(""))
                        .post("/deals")
                        .jsonPath()
                        .getList("missing.kind"))
                .contains("FIELD");
        assertThat(as("sales-rep")
                        .body(body.formatted(",\"fields\":{\"%s\":\"CIF\"}".formatted(terms)))
                        .post("/deals")
                        .jsonPath()
                        .getList("missing.kind"))
                .as("the pipeline skips no stage")
                .isEqualTo(List.of("STAGE"));
    }

    @Test
    void anExportImportedElsewhereIsTheSameBytes() {
        var terms = key();
        var several = key();
        defined(terms, TERMS.formatted(""));
        defined(several, TERMS.formatted("").replace("ONE_OF", "SEVERAL_OF"));
        var from = pipeline();
        var to = pipeline();
        var deal = lead(from);
        revise(deal, "{\"fields\":{\"%s\":\"FOB\",\"%s\":[\"CIF\",\"FOB\"]}}".formatted(terms, several))
                .then()
                .statusCode(200);
        DealApi.qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        revise(deal, "{\"fields\":{\"%s\":\"CIF\"}}".formatted(terms)).then().statusCode(200);
        defined(terms, TERMS.formatted(",\"retired\":true"));
        var first = exported(from).replace(from, to);
        assertThat(first).contains("\"fields\":{", "\"FOB\",\"CIF\"");
        assertThat(imported(first).getInt("imported")).isEqualTo(1);
        assertThat(exported(to)).isEqualTo(first);
        assertThat(imported(first).getInt("unchanged")).isEqualTo(1);
    }

    @Test
    void aFileSaysWhatCannotBeTaken() {
        var terms = key();
        var boxes = key();
        defined(terms, TERMS.formatted(""));
        defined(boxes, "{\"type\":\"NUMBER\"}");
        var pipeline = pipeline();
        var mapping =
                "{\"pipeline\":\"%s\",\"columns\":{\"externalId\":\"id\",\"owner\":\"who\",\"field.%s\":\"terms\",\"field.%s\":\"boxes\"}}"
                        .formatted(pipeline, terms, boxes);
        var job = DealApi.done(csv(mapping).then().statusCode(202).extract().path("id"));
        assertThat(job.getInt("imported")).isEqualTo(1);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.field")).isEqualTo(List.of("terms"));
        assertThat(errors.getString("items[0].message")).contains("'FAS' is not one of [FOB, CIF]");
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getMap("items[0].fields"))
                .isEqualTo(Map.of(terms, "FOB", boxes, "2"));
        var misspelt = csv(mapping.replace("field." + terms, "field." + terms.substring(1)));
        assertThat(misspelt.statusCode()).isEqualTo(422);
        assertThat(misspelt.jsonPath().getString("errors[0].message")).contains("near it are [" + terms);
        var line = "{\"externalId\":\"n\",\"pipeline\":\"%s\",\"owner\":\"a\",\"fields\":{\"%s\":\"x\"}}";
        var lines = imported(line.formatted(pipeline, boxes));
        assertThat(as("sales-ops")
                        .get("/imports/" + lines.getString("id") + "/errors")
                        .jsonPath()
                        .getList("items.field"))
                .isEqualTo(List.of("fields." + boxes));
    }

    private static Response csv(String mapping) {
        return as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", mapping)
                .body("id,who,terms,boxes\na,ann,FOB,2.0\nb,ann,FAS,1\n")
                .post("/imports");
    }

    private static String exported(String pipeline) {
        return as("sales-ops").get("/exports/deals?pipeline=" + pipeline).asString();
    }

    private static List<String> guidance(String deal) {
        return as("sales-rep").get("/deals/" + deal + "/guidance").jsonPath().getList("fieldsMissing.key");
    }

    private static Map<String, Object> values(String deal) {
        return DealApi.deal(deal).getMap("fields");
    }

    private static String refused(String key, String definition) {
        var answer = define(key, definition);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        return answer.asString();
    }

    private static String key() {
        return "f" + UUID.randomUUID();
    }
}
