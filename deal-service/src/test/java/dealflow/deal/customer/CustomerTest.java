package dealflow.deal.customer;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.deal.http.Page;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers: found or made by what a deal says, searched, seen, and what they owe. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class CustomerTest {

    private String pipeline;
    private String name;

    @BeforeEach
    void aNameOfItsOwn() {
        pipeline = pipeline();
        name = "Lux" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Response opened(RequestSpecification who, String customer) {
        return who.body("{\"pipeline\":\"%s\",\"title\":\"Lamps\",\"customer\":%s}".formatted(pipeline, customer))
                .post("/deals");
    }

    private JsonPath deal(RequestSpecification who, String customer) {
        return opened(who, customer).then().statusCode(201).extract().jsonPath();
    }

    /** Who is told that two were in each other's way sends the request again. */
    private static String made(Supplier<Response> request) {
        var answer = request.get();
        for (var tries = 1; tries < 20 && answer.statusCode() == 503; tries++) {
            answer = request.get();
        }
        return answer.then().statusCode(201).extract().path("id");
    }

    private JsonPath deal(String customer) {
        return deal(as("sales-ops"), customer);
    }

    private static JsonPath get(String path) {
        return as("sales-ops").get(path).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void aDealFindsItsCustomerHoweverItSpellsTheName() {
        var first = deal("{\"name\":\"%s AS\",\"country\":\"NO\"}".formatted(name));
        var second = deal("{\"name\":\"%s a/s\",\"country\":\"no\"}".formatted(name.toUpperCase()));
        assertThat(second.getString("customer.id")).isEqualTo(first.getString("customer.id"));
        assertThat(second.getString("customer.name")).as("as it was written").isEqualTo(name.toUpperCase() + " a/s");
        assertThat(deal("{\"name\":\"%s AS\",\"country\":\"SE\"}".formatted(name))
                        .getString("customer.id"))
                .as("of another country")
                .isNotEqualTo(first.getString("customer.id"));
        var keyed = deal("{\"name\":\"%s AS\",\"country\":\"NO\",\"externalId\":\"K %1$s\"}".formatted(name));
        assertThat(keyed.getString("customer.id"))
                .as("with a key of its own")
                .isNotEqualTo(first.getString("customer.id"));
        assertThat(deal("{\"name\":\"Whatever\",\"externalId\":\"K %s\"}".formatted(name))
                        .getString("customer.id"))
                .isEqualTo(keyed.getString("customer.id"));
        assertThat(get("/customers/" + keyed.getString("customer.id")).getString("name"))
                .isEqualTo(name + " AS");
    }

    @Test
    void aDealMayChooseItsCustomerByIdAndAnOlderClientGivesItAnotherByName() {
        var id = deal("{\"name\":\"%s\"}".formatted(name)).getString("customer.id");
        var chosen = deal("{\"id\":\"%s\"}".formatted(id));
        assertThat(chosen.getString("customer.name")).isEqualTo(name);
        var patched = as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"customer\":{\"name\":\"%s Two\"}}".formatted(name))
                .patch("/deals/" + chosen.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(patched.getString("customer.id")).isNotEqualTo(id);
        assertThat(get("/customers/%s/deals".formatted(id)).getList("items")).hasSize(1);
        assertThat(get("/customers/%s/deals".formatted(patched.getString("customer.id")))
                        .getList("items.id"))
                .isEqualTo(List.of(chosen.getString("id")));
        var refused = as("sales-ops")
                .body("{\"pipeline\":\"%s\",\"title\":\"t\",\"customer\":{\"id\":\"%s\"}}"
                        .formatted(pipeline, UUID.randomUUID()))
                .post("/deals");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].field")).isEqualTo("customer.id");
    }

    @Test
    void aHundredAtOnceMakeOneCustomer() throws Exception {
        var workers = Executors.newFixedThreadPool(8);
        try {
            var tasks = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<String>)
                            () -> deal("{\"name\":\"%s\"}".formatted(name)).getString("customer.id"))
                    .toList();
            var ids = workers.invokeAll(tasks).stream().map(CustomerTest::done).distinct();
            assertThat(ids).hasSize(1);
        } finally {
            workers.shutdown();
        }
    }

    private static String done(Future<String> task) {
        try {
            return task.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileFindsAndMakesThemAndALineThatIsNotTakenLeavesNone() {
        var id = deal("{\"name\":\"%s AS\",\"country\":\"NO\"}".formatted(name)).getString("customer.id");
        var line = "{\"externalId\":\"%s\",\"pipeline\":\"%s\",\"owner\":\"ann\",\"customer\":%s%s}";
        var done = imported(String.join(
                "\n",
                line.formatted("A", pipeline, "{\"name\":\"%s\",\"country\":\"NO\"}".formatted(name), ""),
                line.formatted("B", pipeline, "{\"name\":\"%s Two\"}".formatted(name), ""),
                line.formatted("C", pipeline, "{\"name\":\"%s two Ltd.\"}".formatted(name), ""),
                line.formatted(
                        "D", pipeline, "{\"name\":\"%s Three\"}".formatted(name), ",\"history\":[{\"to\":\"none\"}]"),
                line.formatted("E", pipeline, "{\"id\":\"%s\",\"name\":\"x\"}".formatted(id), "")));
        assertThat(done.getInt("imported")).isEqualTo(3);
        assertThat(done.getInt("errors")).isEqualTo(2);
        assertThat(get("/customers/%s/deals".formatted(id)).getList("items.externalId"))
                .isEqualTo(Arrays.asList(null, "A"));
        var found = get("/customers?q=" + name);
        assertThat(found.getList("items.name")).isEqualTo(List.of(name + " AS", name + " Two"));
        assertThat(get("/customers/%s/deals".formatted(found.getString("items[1].id")))
                        .getList("items.externalId"))
                .isEqualTo(List.of("B", "C"));
    }

    @Test
    void searchFoldsWhatPeopleWriteOtherwise() {
        var chinese = "光明" + name;
        deal("{\"name\":\"%s有限公司\",\"externalId\":\"K-%s\"}".formatted(chinese, name));
        for (var q : List.of("光明" + name, "明" + name, name.toUpperCase() + " Co., Ltd.", "k-" + name, "光明")) {
            assertThat(as("sales-ops")
                            .queryParam("q", q)
                            .get("/customers")
                            .jsonPath()
                            .getList("items.name"))
                    .as(q)
                    .contains(chinese + "有限公司");
        }
        assertThat(get("/customers?externalId=K-" + name).getList("items")).hasSize(1);
        assertThat(get("/customers?country=XX&q=" + name).getList("items")).isEmpty();
    }

    @Test
    void pagesHoldEachOnce() {
        for (var i = 0; i < 5; i++) {
            as("sales-ops")
                    .body("{\"name\":\"%s %d\"}".formatted(name, i))
                    .post("/customers")
                    .then()
                    .statusCode(201);
        }
        var first = get("/customers?limit=3&q=" + name);
        var second = get("/customers?limit=3&q=%s&cursor=%s".formatted(name, first.getString("next")));
        assertThat(first.getList("items.name")).isEqualTo(List.of(name + " 0", name + " 1", name + " 2"));
        assertThat(second.getList("items.name")).isEqualTo(List.of(name + " 3", name + " 4"));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void duplicatesSayWhy() {
        deal("{\"name\":\"%s AS\",\"country\":\"NO\",\"externalId\":\"K-1 %1$s\"}".formatted(name));
        deal("{\"name\":\"%s\",\"country\":\"SE\"}".formatted(name));
        deal("{\"name\":\"Other %s\",\"externalId\":\"k1%1$s\"}".formatted(name));
        var named = get("/customers/duplicates?limit=200&cursor=" + cursor(name.toLowerCase()));
        assertThat(named.getString("items[0].value")).isEqualTo(name.toLowerCase());
        assertThat(named.getBoolean("items[0].sameCountry")).isFalse();
        assertThat(named.getList("items[0].customers")).hasSize(2);
        var keyed = get("/customers/duplicates?reason=SAME_EXTERNAL_ID&cursor=" + cursor("k1" + name.toLowerCase()));
        assertThat(keyed.getString("items[0].reason")).isEqualTo("SAME_EXTERNAL_ID");
        assertThat(keyed.getBoolean("items[0].sameCountry")).isTrue();
    }

    /** Of what comes right before a value. */
    private static String cursor(String value) {
        return Page.cursor(value.substring(0, value.length() - 1));
    }

    @Test
    void isRevisedWithItsVersionAndAParent() {
        var parent = deal("{\"name\":\"%s Group\"}".formatted(name)).getString("customer.id");
        var id = deal("{\"name\":\"%s\"}".formatted(name)).getString("customer.id");
        var revised = as("sales-ops")
                .header("If-Match", "\"1\"")
                .body("{\"name\":\"%s Solar\",\"parent\":\"%s\"}".formatted(name, parent))
                .patch("/customers/" + id);
        assertThat(revised.statusCode()).isEqualTo(200);
        assertThat(revised.header("ETag")).isEqualTo("\"2\"");
        assertThat(get("/customers?parent=" + parent).getList("items.id")).isEqualTo(List.of(id));
        assertThat(as("sales-ops")
                        .header("If-Match", "\"1\"")
                        .body("{\"country\":\"NO\"}")
                        .patch("/customers/" + id)
                        .statusCode())
                .isEqualTo(412);
        assertThat(as("sales-ops")
                        .body("{\"parent\":\"%s\"}".formatted(id))
                        .patch("/customers/" + parent)
                        .statusCode())
                .as("no circle")
                .isEqualTo(422);
        assertThat(deal("{\"name\":\"%s Solar\"}".formatted(name)).getString("customer.id"))
                .isEqualTo(id);
        assertThat(deal("{\"name\":\"%s\"}".formatted(name)).getString("customer.id"))
                .as("its old name")
                .isNotEqualTo(id);
    }

    @Test
    void anotherSystemsKeyIsOneCustomers() {
        var made = "{\"name\":\"%s\",\"externalId\":\"K %1$s\"}".formatted(name);
        as("sales-rep").body(made).post("/customers").then().statusCode(201);
        assertThat(as("sales-rep").body(made).post("/customers").statusCode()).isEqualTo(409);
        var other = deal("{\"name\":\"%s B\"}".formatted(name)).getString("customer.id");
        assertThat(as("sales-ops")
                        .body("{\"externalId\":\"K %s\"}".formatted(name))
                        .patch("/customers/" + other)
                        .statusCode())
                .isEqualTo(409);
        assertThat(get("/customers/" + other).getString("externalId")).isNull();
    }

    @Test
    void whoSeesNoDealOfACustomerSeesNotTheCustomer() {
        var id = deal(person("ann"), "{\"name\":\"%s\"}".formatted(name)).getString("customer.id");
        for (var path : List.of("", "/deals", "/receivables")) {
            assertThat(person("bob").get("/customers/" + id + path).statusCode())
                    .isEqualTo(404);
            assertThat(person("ann").get("/customers/" + id + path).statusCode())
                    .isEqualTo(200);
        }
        assertThat(person("bob").get("/customers?q=" + name).jsonPath().getList("items"))
                .isEmpty();
        // Who names it on a deal of one's own sees it, but none of the others' deals.
        assertThat(deal(person("bob"), "{\"name\":\"%s\"}".formatted(name)).getString("customer.id"))
                .isEqualTo(id);
        assertThat(person("bob").get("/customers/" + id + "/deals").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(get("/customers/" + id + "/deals").getList("items")).hasSize(2);
    }

    private static RequestSpecification person(String who) {
        return given().auth()
                .oauth2(BackingServices.tokens()
                        .token(who, List.of("sales-rep"), List.of("north"), Duration.ofHours(1)))
                .contentType("application/json");
    }

    @Test
    void mergedCustomersDealsAreTheSurvivorsAndItsOldIdNameAndKeyLeadThere() {
        var survivor = deal("{\"name\":\"%s AS\"}".formatted(name)).getString("customer.id");
        var deal = deal("{\"name\":\"%s Lights\",\"country\":\"NO\",\"externalId\":\"K %1$s\"}".formatted(name));
        var merged = deal.getString("customer.id");
        var child = as("sales-ops")
                .body("{\"name\":\"%s Child\",\"parent\":\"%s\"}".formatted(name, merged))
                .post("/customers")
                .<String>path("id");
        var answer = merge(as("sales-ops"), survivor, merged);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getList("merged")).isEqualTo(List.of(merged));
        assertThat(answer.jsonPath().getString("externalId"))
                .as("what the survivor lacked")
                .isEqualTo("K " + name);

        assertThat(get("/customers/" + merged).getString("id")).isEqualTo(survivor);
        assertThat(get("/customers/%s/deals".formatted(merged)).getList("items"))
                .hasSize(2);
        assertThat(get("/customers/" + child).getString("parent")).isEqualTo(survivor);
        assertThat(get("/customers?q=" + name).getList("items.id")).isEqualTo(List.of(survivor, child));
        var told = DealApi.history(deal.getString("id"));
        assertThat(told.getString("items[1].type")).isEqualTo("dealflow.deal.revised.v1");
        assertThat(told.getString("items[1].event.previous.customer.id")).isEqualTo(merged);
        assertThat(told.getMap("items[1].event.deal.customer"))
                .isEqualTo(Map.of("id", survivor, "name", name + " AS", "country", "NO", "externalId", "K " + name));

        for (var known : List.of(
                "{\"name\":\"%s LIGHTS\",\"country\":\"no\"}".formatted(name),
                "{\"name\":\"x\",\"externalId\":\"K %s\"}".formatted(name),
                "{\"id\":\"%s\"}".formatted(merged))) {
            var later = deal(known);
            assertThat(later.getString("customer.id")).as(known).isEqualTo(survivor);
            assertThat(later.getString("customer.name")).as(known).isEqualTo(name + " AS");
        }
        assertThat(merge(as("sales-ops"), survivor, merged).statusCode())
                .as("again")
                .isEqualTo(422);
        assertThat(merge(as("sales-ops"), survivor, survivor).statusCode()).isEqualTo(422);
    }

    private static Response merge(RequestSpecification who, String into, String customer) {
        return who.body("{\"customer\":\"%s\"}".formatted(customer)).post("/customers/" + into + "/merges");
    }

    @Test
    void aManagerMergesNoDealsThatAreNotTheTeams() {
        var survivor = deal(person("ann"), "{\"name\":\"%s\"}".formatted(name)).getString("customer.id");
        var other = "{\"name\":\"%s Two\"}".formatted(name);
        var merged = deal(manager(), other).getString("customer.id");
        deal(person("bob"), other);
        as("sales-ops")
                .body("{\"team\":\"north\"}")
                .patch("/deals/"
                        + get("/customers/%s/deals".formatted(survivor)).getString("items[0].id"))
                .then()
                .statusCode(200);
        assertThat(merge(manager(), survivor, merged).statusCode()).isEqualTo(409);
        assertThat(merge(manager(), merged, survivor).statusCode())
                .as("the other way round")
                .isEqualTo(201);
        assertThat(person("ann").get("/customers/" + survivor).jsonPath().getString("id"))
                .as("for whoever has a deal of it")
                .isEqualTo(merged);
    }

    private static RequestSpecification manager() {
        return given().auth()
                .oauth2(BackingServices.tokens()
                        .token("mia", List.of("sales-manager"), List.of("north"), Duration.ofHours(1)))
                .contentType("application/json");
    }

    /** Whatever is merged in whatever order while deals come in, each deal is in the end with the one that is left. */
    @Test
    void mergesWhileDealsComeInLoseNone() throws Exception {
        var names = IntStream.range(0, 6)
                .mapToObj(i -> "{\"name\":\"%s No %d\"}".formatted(name, i))
                .toList();
        var ids =
                names.stream().map(each -> deal(each).getString("customer.id")).toList();
        var workers = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<String>>();
            for (var i = 1; i < names.size(); i++) {
                var each = i;
                tasks.add(() -> made(() -> opened(as("sales-ops"), names.get(each))));
                tasks.add(() -> made(() -> merge(as("sales-ops"), ids.get(each - 1), ids.get(each))));
                tasks.add(() -> made(() -> opened(as("sales-ops"), names.get(each))));
            }
            workers.invokeAll(tasks).forEach(CustomerTest::done);
        } finally {
            workers.shutdown();
        }
        var left = get("/customers?q=" + name);
        assertThat(left.getList("items.id")).isEqualTo(List.of(ids.get(0)));
        assertThat(left.getList("items[0].merged")).hasSize(5);
        assertThat(get("/customers/%s/deals?limit=500".formatted(ids.get(3))).getList("items"))
                .hasSize(16);
    }

    @Test
    void owesWhatItsWonDealsHaveLeft() {
        var today = LocalDate.now();
        var id = (String) null;
        for (var i = 0; i < 2; i++) {
            var terms =
                    "[{\"milestone\":\"ORDER\",\"share\":0.3,\"offsetDays\":%d},{\"milestone\":\"DELIVERY\",\"share\":0.7,\"offsetDays\":0}]"
                            .formatted(i == 0 ? -10 : 10);
            var deal = deal("{\"name\":\"%s\"}".formatted(name));
            id = deal.getString("customer.id");
            as("sales-ops")
                    .body("{\"amount\":{\"amount\":\"1000\",\"currency\":\"USD\"},\"paymentTerms\":%s}"
                            .formatted(terms))
                    .patch("/deals/" + deal.getString("id"))
                    .then()
                    .statusCode(200);
            for (var to : List.of("opportunity", "won")) {
                DealApi.move(deal.getString("id"), "{\"to\":\"%s\",\"override\":\"agreed by phone\"}".formatted(to))
                        .then()
                        .statusCode(200);
            }
            as("sales-ops")
                    .body("{\"amount\":{\"amount\":\"100\",\"currency\":\"USD\"},\"receivedOn\":\"%s\"}"
                            .formatted(today.minusDays(1)))
                    .post("/deals/" + deal.getString("id") + "/payments")
                    .then()
                    .statusCode(201);
        }
        var owed = get("/customers/%s/receivables".formatted(id));
        assertThat(owed.getList("items")).hasSize(1);
        assertThat(owed.getInt("items[0].deals")).isEqualTo(2);
        assertThat(owed.getString("items[0].agreed.amount")).isEqualTo("2000.00");
        assertThat(owed.getString("items[0].paid.amount")).isEqualTo("200.00");
        assertThat(owed.getString("items[0].owed.amount")).isEqualTo("1800.00");
        assertThat(owed.getString("items[0].overdue.amount"))
                .as("of the first deal's order")
                .isEqualTo("200.00");
    }
}
