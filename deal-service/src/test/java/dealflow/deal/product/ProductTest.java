package dealflow.deal.product;

import static dealflow.deal.DealApi.as;
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

/** The product list, and a pipeline that sells nothing else. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ProductTest {

    private final String of = UUID.randomUUID().toString().substring(0, 8);

    private Response put(String key, String body) {
        return as("sales-ops").body(body).put("/products/" + key);
    }

    private static String closed() {
        var key = "closed-" + UUID.randomUUID();
        as("sales-ops")
                .body(
                        """
                        {"key":"%s","currency":"USD","timeZone":"UTC","stages":[{"key":"lead","place":"OUTSIDE"},
                         {"key":"talks","place":"FUNNEL"}],"won":{"key":"signed"},"closedProducts":true}"""
                                .formatted(key))
                .post("/pipelines")
                .then()
                .statusCode(201);
        return key;
    }

    private static Response open(String pipeline, String more) {
        return as("sales-rep")
                .body("{\"pipeline\":\"%s\",\"title\":\"t\",\"externalId\":\"%s\"%s}"
                        .formatted(pipeline, UUID.randomUUID(), more))
                .post("/deals");
    }

    private static String line(String product) {
        return ",\"lines\":[{\"product\":\"%s\",\"quantity\":\"1\",\"unitPrice\":{\"amount\":\"1\",\"currency\":\"USD\"}}]"
                .formatted(product);
    }

    @Test
    void productsAreListedReadReplacedAndTakenOff() {
        put(
                        "lamp-" + of,
                        "{\"names\":{\"en\":\"Lamp\",\"zh\":\"灯\"},\"unit\":\"piece\",\"listPrice\":{\"amount\":\"12.5\",\"currency\":\"USD\"}}")
                .then()
                .statusCode(200);
        var lamp = as("viewer").get("/products/lamp-" + of).jsonPath();
        assertThat(lamp.getString("names.zh")).isEqualTo("灯");
        assertThat(lamp.getString("listPrice.amount")).isEqualTo("12.50");
        put("lamp-" + of, "{}").then().statusCode(200);
        assertThat(as("viewer").get("/products/lamp-" + of).jsonPath().<Object>get())
                .isEqualTo(mapOf("lamp-" + of));
        put("灯 " + of, "{\"names\":{\"zh\":\"灯\"}}").then().statusCode(200);
        var all = as("sales-rep").get("/products?limit=1").jsonPath();
        assertThat(all.getList("items")).hasSize(1);
        var next = as("sales-rep")
                .get("/products?limit=500&cursor=" + all.getString("next"))
                .jsonPath();
        assertThat(next.getList("items.key"))
                .contains("灯 " + of)
                .isSorted()
                .doesNotContain(all.getString("items[0].key"));
        for (var i = 0; i < 2; i++) {
            as("sales-ops").delete("/products/lamp-" + of).then().statusCode(204);
        }
        assertThat(as("viewer").get("/products/lamp-" + of).statusCode()).isEqualTo(404);
        assertThat(as("sales-manager").body("{}").put("/products/x").statusCode())
                .isEqualTo(403);
        assertThat(put("x", "{\"names\":{\"no\":\"Lampe\"}}").statusCode()).isEqualTo(422);
        assertThat(put("x", "{\"names\":{\"en\":\" \"}}").statusCode()).isEqualTo(422);
        assertThat(put("x", "{\"listPrice\":{\"amount\":\"-1\",\"currency\":\"USD\"}}")
                        .statusCode())
                .isEqualTo(422);
    }

    private static Map<String, Object> mapOf(String key) {
        var map = new java.util.HashMap<String, Object>();
        map.put("key", key);
        map.put("names", Map.of("en", key));
        map.put("unit", null);
        map.put("listPrice", null);
        return map;
    }

    @Test
    void aClosedListTakesNoOthersAndNamesTheNearest() {
        put("solar-lamp-" + of, "{\"names\":{\"en\":\"Solar lamp " + of + "\"}}");
        put("street-pole-" + of, "{}");
        var pipeline = closed();
        assertThat(as("viewer").get("/pipelines/" + pipeline).jsonPath().getBoolean("closedProducts"))
                .isTrue();
        var deal = open(pipeline, line("solar-lamp-" + of))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var typo = open(pipeline, line("solar-lmap-" + of));
        assertThat(typo.statusCode()).isEqualTo(422);
        assertThat(typo.jsonPath().getString("errors[0].field")).isEqualTo("lines[0].product");
        assertThat(typo.jsonPath().getString("errors[0].message"))
                .contains("'solar-lmap-" + of + "'", "the nearest are 'solar-lamp-" + of + "'");
        assertThat(open(pipeline, ",\"product\":\"boats\"").jsonPath().getString("errors[0].field"))
                .isEqualTo("product");
        assertThat(open(DealApi.pipeline(), line("boats")).statusCode()).isEqualTo(201);

        // What a deal has been about stays, also when it is no longer on the list.
        as("sales-ops").delete("/products/solar-lamp-" + of).then().statusCode(204);
        patch(deal, "{\"title\":\"u\"}").then().statusCode(200);
        patch(
                        deal,
                        "{\"lines\":[{\"product\":\"boats\",\"quantity\":\"1\",\"unitPrice\":{\"amount\":\"1\",\"currency\":\"USD\"}}]}")
                .then()
                .statusCode(422);
        assertThat(open(pipeline, line("solar-lamp-" + of)).statusCode()).isEqualTo(422);

        var job = DealApi.imported(
                """
                {"externalId":"a","pipeline":"%1$s","owner":"ann","product":"street-pole-%2$s"}
                {"externalId":"b","pipeline":"%1$s","owner":"ann","product":"street-bowl-%2$s"}"""
                        .formatted(pipeline, of));
        assertThat(job.getInt("imported")).isEqualTo(1);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.field")).isEqualTo(List.of("product"));
        assertThat(errors.getString("items[0].message")).contains("street-pole-" + of);
    }

    private static Response patch(String deal, String change) {
        return as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(change)
                .patch("/deals/" + deal);
    }

    @Test
    void theNearestIsByKeyOrNameInFewestLetters() {
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearestNames.distance("abc", "abc")).isZero();
        var products = List.of(
                new Product("x1", Map.of("en", "Solar lamp", "zh", "太阳能灯"), null, null),
                new Product("x2", Map.of("en", "Pole"), null, null),
                new Product("x3", Map.of("en", "Bulb"), null, null),
                new Product("x4", Map.of("en", "Cable"), null, null));
        assertThat(NearestNames.of("SOLAR LAMB", products).get(0).key()).isEqualTo("x1");
        assertThat(NearestNames.of("太阳灯", products).get(0).key()).isEqualTo("x1");
        assertThat(NearestNames.of("pole", products)).hasSize(3);
    }
}
