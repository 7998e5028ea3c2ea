package dealflow.deal.field;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.eventually;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deals and events by the values of a company's own fields. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FieldFilterTest {

    private static final String CHOICES = "\"choices\":[{\"key\":\"FOB\"},{\"key\":\"CIF\"},{\"key\":\"EXW\"}]";

    private final String terms = "t" + UUID.randomUUID();
    private final String docs = "d" + UUID.randomUUID();
    private final String boxes = "b" + UUID.randomUUID();
    private final String loaded = "l" + UUID.randomUUID();
    private final String urgent = "u" + UUID.randomUUID();
    private final String note = "n" + UUID.randomUUID();
    private String pipeline;

    @BeforeEach
    void define() {
        pipeline = pipeline();
        define(terms, "{\"type\":\"ONE_OF\",\"dimension\":true,%s}".formatted(CHOICES));
        define(docs, "{\"type\":\"SEVERAL_OF\",\"dimension\":true,%s}".formatted(CHOICES));
        define(boxes, "{\"type\":\"NUMBER\",\"dimension\":true}");
        define(loaded, "{\"type\":\"DATE\",\"dimension\":true}");
        define(urgent, "{\"type\":\"BOOLEAN\",\"dimension\":true}");
        define(note, "{\"type\":\"TEXT\"}");
        deal("a", "\"%s\":\"FOB\",\"%s\":[\"FOB\",\"CIF\"],\"%s\":2,\"%s\":\"2026-03-01\",\"%s\":true");
        deal("b", "\"%s\":\"CIF\",\"%s\":[\"CIF\"],\"%s\":10,\"%s\":\"2026-04-01\",\"%s\":false");
        deal("c", "\"%s\":\"FOB\",\"%s\":[\"EXW\"],\"%s\":0.5,\"%s\":\"2025-12-31\",\"%s\":true");
        deal("d", "");
    }

    private static void define(String key, String definition) {
        as("sales-ops").body(definition).put("/fields/" + key).then().statusCode(200);
    }

    private void deal(String title, String fields) {
        as("sales-ops")
                .body("{\"pipeline\":\"%s\",\"title\":\"%s\",\"fields\":{%s}}"
                        .formatted(pipeline, title, fields.formatted(terms, docs, boxes, loaded, urgent)))
                .post("/deals")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void retire() {
        for (var key : List.of(terms, docs, boxes, loaded, urgent, note)) {
            var definition = as("sales-ops").get("/fields/" + key).asString();
            define(key, definition.replaceFirst("\"retired\":false}$", "\"retired\":true}"));
        }
    }

    private Response asked(String path, String... fields) {
        return as("sales-ops")
                .queryParam("pipeline", pipeline)
                .queryParam("field", List.of(fields))
                .get(path);
    }

    private List<String> titles(String... fields) {
        var answer = asked("/deals", fields);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getList("items.title", String.class);
    }

    @Test
    void anyValueOfOneFieldAndEachFieldOfSeveral() {
        assertThat(titles(terms + ":FOB")).containsExactly("a", "c");
        assertThat(titles(terms + ":FOB", terms + ":CIF")).containsExactly("a", "b", "c");
        assertThat(titles(terms + ":FOB", urgent + ":false")).isEmpty();
        assertThat(titles(urgent + ":true", docs + ":CIF")).containsExactly("a");
        assertThat(titles(docs + ":CIF")).containsExactly("a", "b");
        assertThat(titles(terms + ":")).containsExactly("d");
        assertThat(titles(terms + ":", terms + ":CIF")).containsExactly("b", "d");
        assertThat(titles(boxes + ":2..")).containsExactly("a", "b");
        assertThat(titles(boxes + ":..2", boxes + ":10.0")).containsExactly("a", "b", "c");
        assertThat(titles(loaded + ":2026-01-01..2026-03-31")).containsExactly("a");
        assertThat(asked("/deals/totals", terms + ":FOB").jsonPath().getInt("items[0].count"))
                .isEqualTo(2);
        assertThat(asked("/deals/rows", boxes + ":10").jsonPath().getList("items.title"))
                .isEqualTo(List.of("b"));
    }

    /** One of hundreds is found by an index, which follows what is written. */
    @Test
    void aRareValueIsFoundAmongMany() {
        var items = IntStream.range(0, 450)
                .mapToObj(
                        number -> "{\"fields\":{\"pipeline\":\"%s\",\"title\":\"Many %d\",\"externalId\":\"%s-%2$d\"}}"
                                .formatted(pipeline, number, terms))
                .collect(Collectors.joining(","));
        assertThat(as("sales-ops")
                        .body("{\"items\":[%s]}".formatted(items))
                        .post("/deals/batch")
                        .jsonPath()
                        .getInt("refused"))
                .isZero();
        for (var filter : List.of(terms + ":CIF", docs + ":EXW", boxes + ":0.50", urgent + ":false")) {
            assertThat(titles(filter)).as(filter).hasSize(1);
        }
        assertThat(titles(terms + ":FOB", terms + ":CIF")).containsExactly("a", "b", "c");
        assertThat(titles(terms + ":FOB", urgent + ":false")).isEmpty();
        assertThat(titles(terms + ":EXW")).isEmpty();
        var deal = asked("/deals", terms + ":CIF").jsonPath().getString("items[0].id");
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"fields\":{\"%s\":\"EXW\"}}".formatted(terms))
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        assertThat(titles(terms + ":EXW")).containsExactly("b");
        assertThat(titles(terms + ":CIF")).isEmpty();
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        assertThat(titles(terms + ":EXW")).isEmpty();
    }

    @Test
    void whatIsNoDimensionIsRefusedWithThoseThatAre() {
        for (var wrong : List.of(note + ":x", "no-such:x", terms.substring(2) + ":FOB")) {
            for (var path : List.of("/deals", "/deals/totals", "/events")) {
                var refused = asked(path, wrong);
                assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
                assertThat(refused.jsonPath().getString("errors[0].field")).isEqualTo("field");
                assertThat(refused.jsonPath().getString("errors[0].message"))
                        .contains(terms, boxes)
                        .doesNotContain("those are [" + note);
            }
        }
        assertThat(asked("/deals", terms + ":FAS").asString()).contains("not one of");
        assertThat(asked("/deals", boxes + ":many").asString()).contains("must be a number");
        assertThat(asked("/deals", boxes + ":5..2").asString()).contains("must begin with the lesser one");
        assertThat(asked("/deals", "FOB").statusCode()).isEqualTo(400);
        assertThat(asked("/events", boxes + ":1..2").statusCode()).isEqualTo(400);
    }

    @Test
    void eventsAreOfDealsWithAValueNowOrBefore() {
        var deal = asked("/deals", terms + ":CIF").jsonPath().getString("items[0].id");
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"fields\":{\"%s\":\"EXW\"}}".formatted(terms))
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        eventually(() -> assertThat(events(terms + ":EXW")).containsExactly("b 2"));
        assertThat(events(terms + ":CIF")).containsExactly("b 1", "b 2");
        assertThat(events(docs + ":CIF")).containsExactly("a 1", "b 1", "b 2");
        assertThat(events(urgent + ":true", terms + ":FOB")).containsExactly("a 1", "c 1");
        assertThat(events(terms + ":")).containsExactly("d 1");
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        eventually(() -> assertThat(asked("/events", terms + ":EXW").jsonPath().getList("items.type"))
                .isEqualTo(List.of("dealflow.deal.revised.v1", "dealflow.deal.deleted.v1")));
    }

    private List<String> events(String... fields) {
        return asked("/events", fields)
                .jsonPath()
                .getList("items.collect { it.data.deal.title + ' ' + it.data.sequence }", String.class);
    }
}
