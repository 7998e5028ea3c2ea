package dealflow.funnel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Pipeline;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From events on Kafka to answers over HTTP, through the real servers. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FunnelServiceTest {

    private static final String WINDOW = "?from=2025-01-01&to=2025-07-01&asOf=2025-07-01";

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private String pipeline;

    @BeforeEach
    void definePipeline() throws Exception {
        try (var admin = Admin.create(kafka)) {
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(List.of(
                                new NewTopic(Topics.DEALS, Optional.of(12), Optional.empty()),
                                new NewTopic(Topics.PIPELINES, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.FIELDS, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.TEAMS, Optional.of(1), Optional.empty()),
                                new NewTopic(Topics.EXCHANGE_RATES, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        }
        pipeline = "p-" + UUID.randomUUID();
        var definition = new Pipeline(
                pipeline,
                1,
                Map.of("en", "P"),
                "USD",
                RandomLives.PIPELINE.timeZone(),
                RandomLives.PIPELINE.stages(),
                RandomLives.PIPELINE.won(),
                List.of("price"),
                Pipeline.SkipPolicy.ALLOWED,
                List.of(),
                List.of(),
                Map.of());
        send(Topics.PIPELINES, pipeline, "dealflow.pipeline.defined.v1", ContractJson.write(definition));
        await(() -> get("/funnels/" + pipeline).statusCode() == 200);
    }

    /** The deals may come before the field that they have is known to be a dimension. */
    @Test
    void aFunnelMayBeAboutTheDealsWithAValueOfAnOwnField() throws Exception {
        deal().having("incoterm", "FOB").open("a", "2025-02-01").won("2025-03-01");
        deal().having("incoterm", "CIF").open("a", "2025-02-02").lost("2025-02-20");
        deal().open("a", "2025-02-03");
        var definition = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("contract/samples/field.json")
                .readAllBytes();
        send(Topics.FIELDS, "fields/incoterm", "dealflow.field.defined.v1", definition);
        await(() -> get("/funnels/" + pipeline + WINDOW + "&field=incoterm:FOB").statusCode() == 200
                && funnel(WINDOW).getInt("entered.count") == 3);
        await(() -> funnel(WINDOW + "&field=incoterm:FOB").getInt("won.count") == 1);

        assertThat(funnel(WINDOW + "&field=incoterm:FOB").getInt("entered.count"))
                .isEqualTo(1);
        assertThat(funnel(WINDOW + "&field=incoterm:CIF").getInt("lost.count")).isEqualTo(1);
        assertThat(funnel(WINDOW + "&field=incoterm:FOB&field=incoterm:CIF").getInt("entered.count"))
                .isEqualTo(2);
        assertThat(funnel(WINDOW + "&field=incoterm:").getInt("open.count")).isEqualTo(1);
        var unknown = get("/funnels/" + pipeline + WINDOW + "&field=port:FOB");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.jsonPath().getString("errors[0].field")).isEqualTo("field");
        groupedByAnOwnField();
    }

    /** Oslo was a part of tree-south until May, and is one of tree-north since. */
    @Test
    void aTeamStandsForThoseBelowItOnTheDayThatIsAskedAbout() {
        for (var team : List.of("tree-europe", "tree-north", "tree-oslo", "tree-south", "tree-alone")) {
            deal().with(team).open("a", "2025-02-01").won("2025-03-01");
            deal().with(team).open("a", "2025-02-02");
        }
        team("tree-north", state("2025-01-01", "tree-europe", "mia-of-trees"));
        team("tree-south", state("2025-01-01", "tree-europe", "sam-of-trees"));
        team("tree-oslo", state("2025-01-01", "tree-south"), state("2025-05-01", "tree-north"));
        await(() -> funnel(WINDOW).getInt("entered.count") == 10);
        await(() -> funnel(WINDOW + "&team=tree-north").getInt("entered.count") == 4);
        await(() -> funnel(WINDOW + "&team=tree-europe").getInt("entered.count") == 8);

        assertThat(funnel(WINDOW + "&team=tree-south").getInt("entered.count")).isEqualTo(2);
        assertThat(funnel(WINDOW + "&team=tree-europe&teamsBelow=false").getInt("entered.count"))
                .isEqualTo(2);
        assertThat(funnel("?from=2025-01-01&to=2025-04-01&asOf=2025-04-30&team=tree-south")
                        .getInt("entered.count"))
                .isEqualTo(4);

        var roots = breakdown("");
        assertThat(roots.getList("groups.group")).containsExactly("tree-alone", "tree-europe");
        assertThat(roots.getList("groups.entered.count")).isEqualTo(List.of(2, 8));
        assertThat(roots.getList("groups.hasBelow")).isEqualTo(List.of(false, true));
        var europe = breakdown("&team=tree-europe");
        assertThat(europe.getList("groups.group")).containsExactly("tree-europe", "tree-north", "tree-south");
        assertThat(europe.getList("groups.entered.count")).isEqualTo(List.of(2, 4, 2));
        assertThat(europe.getList("groups.hasBelow")).isEqualTo(List.of(false, true, false));
        for (var group = 0; group < 3; group++) {
            assertThat(list(europe.getString("groups[%d].links.deals".formatted(group)), "entered"))
                    .isEqualTo(europe.getInt("groups[%d].entered.count".formatted(group)));
        }
        assertThat(breakdown("&team=tree-europe&teamsBelow=false").getList("groups.group"))
                .containsExactly("tree-europe");
        whoseTreeItIs();
    }

    private void whoseTreeItIs() {
        var mia = BackingServices.tokens()
                .token("mia-of-trees", List.of("sales-manager"), List.of(), Duration.ofHours(1));
        var eva = BackingServices.tokens()
                .token("eva", List.of("sales-manager"), List.of("tree-europe"), Duration.ofHours(1));
        var sam = BackingServices.tokens()
                .token("sam-of-trees", List.of("sales-manager"), List.of(), Duration.ofHours(1));
        assertThat(status(mia, "&team=tree-north")).isEqualTo(200);
        assertThat(status(mia, "&team=tree-oslo")).isEqualTo(200);
        assertThat(status(mia, "&team=tree-south")).isEqualTo(403);
        assertThat(status(mia, "&team=tree-europe")).isEqualTo(403);
        assertThat(status(eva, "&team=tree-oslo")).isEqualTo(200);
        assertThat(status(eva, "&team=tree-alone")).isEqualTo(403);
        assertThat(status(sam, "&team=tree-south")).isEqualTo(200);
        // What was below it then is not its own to see today.
        var past = "?from=2025-01-01&to=2025-04-01&asOf=2025-04-30&team=tree-south";
        assertThat(given().auth().oauth2(sam).get("/funnels/" + pipeline + past).statusCode())
                .isEqualTo(403);
        assertThat(given().auth()
                        .oauth2(sam)
                        .get("/funnels/" + pipeline + past + "&teamsBelow=false")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().auth().oauth2(mia).get("/me").jsonPath().getList("teamsBelow"))
                .containsExactly("tree-oslo");
    }

    private int status(String token, String query) {
        return given().auth()
                .oauth2(token)
                .get("/funnels/" + pipeline + "/deals" + WINDOW + "&cell=entered" + query)
                .statusCode();
    }

    private JsonPath breakdown(String query) {
        return get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=team" + query)
                .jsonPath();
    }

    private static TeamState state(String from, String parent, String... managers) {
        return new TeamState(LocalDate.parse(from), Map.of(), parent, List.of(managers));
    }

    private void team(String key, TeamState... states) {
        send(
                Topics.TEAMS,
                "teams/" + key,
                "dealflow.team.defined.v1",
                ContractJson.write(new TeamDefinition(key, 1, List.of(states))));
    }

    private void groupedByAnOwnField() throws Exception {
        var breakdown = get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=field:incoterm")
                .jsonPath();
        assertThat(breakdown.getString("by")).isEqualTo("field:incoterm");
        assertThat(breakdown.getList("groups.group")).containsExactly("CIF", "FOB", null);
        assertThat(breakdown.getList("groups.entered.count")).isEqualTo(List.of(1, 1, 1));
        assertThat(breakdown.getList("groups.won.count")).isEqualTo(List.of(0, 1, 0));
        var behind = operations()
                .urlEncodingEnabled(false)
                .get(breakdown
                        .getString("groups[1].links.deals")
                        .replace("{cell}", "won")
                        .replace("&stage={stage}", ""));
        assertThat(behind.statusCode()).isEqualTo(200);
        assertThat(behind.jsonPath().getInt("total.count")).isEqualTo(1);

        var flow = get("/funnels/" + pipeline + "/flow" + WINDOW + "&interval=quarter&by=field:incoterm")
                .jsonPath();
        assertThat(flow.getString("by")).isEqualTo("field:incoterm");
        assertThat(flow.getList("intervals.total.in.count").stream()
                        .mapToInt(count -> (Integer) count)
                        .sum())
                .isEqualTo(3);
        assertThat(get("/funnels/" + pipeline + "/bottlenecks" + WINDOW + "&by=field:incoterm")
                        .jsonPath()
                        .getString("by"))
                .isEqualTo("field:incoterm");
        var table = operations()
                .accept("text/csv")
                .get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=field:incoterm");
        assertThat(table.asString().lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactly("CIF", "FOB", "");

        var papers = new FieldDefinition(
                "papers", 1, Map.of(), FieldType.SEVERAL_OF, List.of(), null, List.of(), true, false, false);
        send(Topics.FIELDS, "fields/papers", "dealflow.field.defined.v1", ContractJson.write(papers));
        await(() -> get("/funnels/" + pipeline + WINDOW + "&field=papers:").statusCode() == 200);
        refused("field:papers", "a deal may have several values of 'papers', so that its groups would not add up");
        refused("field:incotem", "'incotem' is no field that deals are grouped by; near it are [incoterm]; those are");
        refused("incoterm", "'incoterm' is not one of owner, team, product, source, region, and no field:");
    }

    private void refused(String by, String message) {
        for (var path : List.of("/breakdown", "/flow", "/bottlenecks")) {
            var response = get("/funnels/" + pipeline + path + WINDOW + "&by=" + by);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.jsonPath().getString("errors[0].field")).isEqualTo("by");
            assertThat(response.jsonPath().getString("errors[0].message")).startsWith(message);
        }
    }

    @Test
    void dealsAreCountedWhereTheyHaveBeenHoweverOftenTheirEventsCome() {
        var won = deal().open("a", "2025-02-01")
                .move(Direction.FORWARD, "c", "2025-02-10")
                .won("2025-03-01");
        deal().open("a", "2025-02-02").lost("2025-02-20");
        deal().open("a", "2025-02-03").move(Direction.FORWARD, "b", "2025-02-04");
        deal().open("b", "2025-02-03").delete("2025-02-04");
        deal().lead("2025-02-05");
        won.again();
        await(() ->
                funnel(WINDOW).getInt("entered.count") == 3 && funnel(WINDOW).getInt("won.count") == 1);

        var funnel = funnel(WINDOW);
        assertThat(funnel.getInt("lost.count")).isEqualTo(1);
        assertThat(funnel.getInt("open.count")).isEqualTo(1);
        assertThat(funnel.getString("entered.amount")).isEqualTo("300.00");
        assertThat(funnel.getList("stages.stage", String.class)).containsExactly("a", "b", "c");
        assertThat(funnel.getList("stages.reached.count", Integer.class)).containsExactly(3, 2, 1);
        assertThat(funnel.getList("stages.capacity.count", Integer.class)).containsExactly(0, 1, 0);
        assertThat(funnel.getList("stages.lostHere.count", Integer.class)).containsExactly(1, 0, 0);
        assertThat(funnel.<Map<String, Object>>get("winRate.byCount.reason"))
                .isEqualTo(Map.of(
                        "code", "too-few",
                        "message", "too few: a sample of 2, and at least 10 are needed",
                        "values", Map.of("count", 2, "minimum", 10)));
        assertThat(funnel.getString("dataFreshAsOf")).isNotNull();

        var before = funnel("?from=2025-01-01&to=2025-07-01&asOf=2025-02-11");
        assertThat(before.getInt("won.count")).isZero();
        assertThat(before.getInt("open.count")).isEqualTo(3);
    }

    @Test
    void theFlowOfEachMonthStartsWhereTheLastOneEnded() {
        deal().open("a", "2025-02-01")
                .move(Direction.FORWARD, "c", "2025-03-10")
                .won("2025-04-01");
        deal().open("a", "2025-02-02").lost("2025-04-20");
        await(() -> funnel(WINDOW).getInt("lost.count") == 1 && funnel(WINDOW).getInt("won.count") == 1);
        var flow = get("/funnels/" + pipeline + "/flow" + WINDOW + "&interval=month")
                .jsonPath();
        assertThat(flow.getList("intervals.total.opening.count", Integer.class)).containsExactly(0, 0, 2, 2, 0, 0);
        assertThat(flow.getList("intervals.total.closing.count", Integer.class)).containsExactly(0, 2, 2, 0, 0, 0);
        assertThat(flow.getInt("intervals[2].stages.a.forwardOut.count")).isEqualTo(1);
        assertThat(flow.getInt("intervals[3].stages.c.won.count")).isEqualTo(1);
        var ended = get("/funnels/" + pipeline + WINDOW + "&basis=period").jsonPath();
        assertThat(ended.getList("stages.ended", Integer.class)).containsExactly(2, 0, 1);
        var groups = get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=owner")
                .jsonPath();
        assertThat(groups.getList("groups.group", String.class)).containsExactly("ann");
    }

    @Test
    void aTableHasEveryNumberOfTheAnswerUnderItsPath() throws Exception {
        deal().open("a", "2025-02-01")
                .move(Direction.FORWARD, "c", "2025-03-10")
                .won("2025-04-01");
        deal().open("a", "2025-02-02").lost("2025-04-20");
        deal().open("b", "2025-02-03");
        await(() -> funnel(WINDOW).getInt("entered.count") == 3
                && funnel(WINDOW).getInt("lost.count") == 1
                && funnel(WINDOW).getInt("won.count") == 1);
        for (var answer : Map.of(
                        "", "stages",
                        "?basis=period", "stages",
                        "/transitions", "items",
                        "/losses", "items",
                        "/stalled", "stages",
                        "/durations?stage=a", "histogram",
                        "/trend?metric=velocity&interval=month", "points",
                        "/deals?cell=entered", "items",
                        "/breakdown?by=owner", "groups")
                .entrySet()) {
            var path = "/funnels/" + pipeline + answer.getKey()
                    + (answer.getKey().contains("?") ? WINDOW.replace('?', '&') : WINDOW);
            var rows = new ObjectMapper()
                    .readTree(operations().get(path).asString())
                    .get(answer.getValue());
            var table = table(path);
            assertThat(table).as(path).isNotEmpty().hasSize(rows.size());
            for (var i = 0; i < table.size(); i++) {
                assertThat(withoutEmpty(table.get(i))).as(path).isEqualTo(numbers("", rows.get(i)));
            }
        }
        var breakdown = "/funnels/" + pipeline + "/breakdown" + WINDOW;
        var forExcel = operations().accept("text/csv").get(breakdown + "&by=owner&bom=true");
        assertThat(new String(forExcel.asByteArray(), StandardCharsets.UTF_8)).startsWith("\ufeff");
        var empty =
                operations().accept("text/csv").get("/funnels/" + pipeline + "/losses?from=2020-01-01&to=2020-02-01");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.contentType()).startsWith("text/csv");
        assertThat(empty.asString()).isEmpty();
        assertThat(operations()
                        .header("Accept", "")
                        .get(breakdown + "&by=owner")
                        .contentType())
                .startsWith("application/json");
        var problem = operations().accept("text/csv").get(breakdown);
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.contentType()).startsWith("application/problem+json");
        assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo("by");
    }

    @Test
    void aGroupWithoutAValueIsTheListThatItsLinkLeadsTo() {
        deal().open("a", "2025-02-01").lost("2025-02-20");
        deal().open("a", "2025-02-02");
        deal().of("lamps").open("b", "2025-02-03").lost("2025-03-20");
        deal().of("lamps").because(null).open("a", "2025-02-04").lost("2025-02-21");
        await(() ->
                funnel(WINDOW).getInt("entered.count") == 4 && funnel(WINDOW).getInt("lost.count") == 3);
        var groups = get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=product")
                .jsonPath();
        assertThat(groups.getList("groups.group", String.class)).containsExactly("lamps", null);
        for (var i = 0; i < 2; i++) {
            var link = groups.getString("groups[%d].links.deals".formatted(i));
            assertThat(list(link, "entered")).isEqualTo(groups.getInt("groups[%d].entered.count".formatted(i)));
            assertThat(list(link, "lost")).isEqualTo(groups.getInt("groups[%d].lost.count".formatted(i)));
        }
        assertThat(funnel(WINDOW + "&product=").getInt("entered.count")).isEqualTo(2);
        assertThat(funnel(WINDOW + "&team=").getInt("entered.count")).isZero();
        assertThat(get("/funnels/" + pipeline + "/flow" + WINDOW + "&interval=quarter&product=")
                        .jsonPath()
                        .getInt("intervals[0].total.in.count"))
                .isEqualTo(2);
        var losses = get("/funnels/" + pipeline + "/losses" + WINDOW).jsonPath();
        assertThat(losses.getList("items.reason", String.class)).containsExactly("price", null);
        var list = losses.getString("links.deals");
        assertThat(list(list + "&reason=price", "decided.lost")).isEqualTo(2);
        assertThat(list(list + "&reason=", "decided.lost")).isEqualTo(1);
        assertThat(list(list, "decided.lost")).isEqualTo(3);
    }

    @Test
    void aDealOfTwoProductsIsInBothGroupsWithItsPartOfTheAmount() {
        deal().made("lamps", "2", "bulbs", "1").open("a", "2025-02-01").won("2025-02-20");
        deal().of("lamps").open("a", "2025-02-02");
        await(() ->
                funnel(WINDOW).getInt("entered.count") == 2 && funnel(WINDOW).getInt("won.count") == 1);
        var groups = get("/funnels/" + pipeline + "/breakdown" + WINDOW + "&by=product")
                .jsonPath();
        assertThat(groups.getString("overlap.code")).isEqualTo("products-overlap");
        assertThat(groups.getList("groups.group", String.class)).containsExactly("bulbs", "lamps");
        assertThat(groups.getList("groups.entered.count")).isEqualTo(List.of(1, 2));
        assertThat(groups.getList("groups.entered.amount")).isEqualTo(List.of("33.33", "166.67"));
        assertThat(groups.getList("groups.won.amount")).isEqualTo(List.of("33.33", "66.67"));
        for (var i = 0; i < 2; i++) {
            assertThat(list(groups.getString("groups[%d].links.deals".formatted(i)), "entered"))
                    .isEqualTo(groups.getInt("groups[%d].entered.count".formatted(i)));
        }
        assertThat(funnel(WINDOW + "&product=bulbs").getString("entered.amount"))
                .isEqualTo("100.00");
        var flow = get("/funnels/" + pipeline + "/flow" + WINDOW + "&interval=quarter&by=product")
                .jsonPath();
        assertThat(flow.getString("overlap.code")).isEqualTo("whole-deals-by-product");
        assertThat(flow.getList("intervals.group", String.class))
                .contains("bulbs", "lamps")
                .doesNotContain("bulbs + lamps");
    }

    private static int list(String link, String cell) {
        var deals = operations()
                .urlEncodingEnabled(false)
                .get(link.replace("{cell}", cell).replace("{stage}", ""))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(deals.getList("items")).hasSize(deals.getInt("total.count"));
        return deals.getInt("total.count");
    }

    @Test
    void whoeverMayNotSeeADealIsNotToldItsAmountOrStage() {
        deal().open("a", "2025-02-01").won("2025-02-20");
        deal().open("b", "2025-02-02");
        await(() -> funnel(WINDOW).getInt("won.count") == 1 && funnel(WINDOW).getInt("open.count") == 1);
        assertThat(funnel(WINDOW).getList("stages")).hasSize(3);
        assertThat(funnel(WINDOW).getString("open.amount")).isEqualTo("100.00");
        assertThat((Object) funnel(WINDOW).get("withheld")).isNull();
        var path = "/funnels/" + pipeline;
        for (var question : List.of("", "/flow", "/transitions", "/durations", "/breakdown", "/trend")) {
            var more =
                    question.equals("/breakdown") ? "&by=product" : question.equals("/trend") ? "&metric=capacity" : "";
            for (var answer : List.of(
                    viewer().get(path + question + WINDOW + more),
                    colleague().get(path + question + WINDOW + more + "&team=north"))) {
                assertThat(answer.statusCode()).as(question).isEqualTo(200);
                assertThat(answer.jsonPath().getString("withheld.code"))
                        .as(question)
                        .isEqualTo("few-open-deals");
                assertThat(answer.jsonPath().getInt("withheld.values.minimum")).isEqualTo(10);
            }
        }
        var told = viewer().get(path + WINDOW).jsonPath();
        assertThat(told.getList("stages")).isEmpty();
        assertThat(told.getString("open.amount")).isNull();
        assertThat(told.getString("entered.amount")).isNull();
        assertThat(told.getString("won.amount")).isEqualTo("100.00");
        assertThat(viewer().get(path + WINDOW + "&minAmount=99").statusCode()).isEqualTo(403);
        assertThat(viewer().get(told.getString("links.deals").replaceAll("[{]\\w+[}]", ""))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theTableOfAFlowHasARowForEachStageAndOneForAllOfEachInterval() throws Exception {
        deal().open("a", "2025-02-01").move(Direction.FORWARD, "c", "2025-03-10");
        await(() ->
                funnel(WINDOW).getInt("entered.count") == 1 && funnel(WINDOW).getInt("stages[2].reached.count") == 1);
        var path = "/funnels/" + pipeline + "/flow" + WINDOW + "&interval=month";
        var expected = new ArrayList<Map<String, String>>();
        for (var interval : new ObjectMapper().readTree(get(path).asString()).get("intervals")) {
            for (var stage : List.of("a", "b", "c", "")) {
                var flow = stage.isEmpty()
                        ? interval.get("total")
                        : interval.get("stages").get(stage);
                var row = numbers("", flow);
                row.put("from", interval.get("from").asText());
                row.put("to", interval.get("to").asText());
                row.put("stage", stage);
                row.values().removeIf(String::isEmpty);
                expected.add(row);
            }
        }
        assertThat(table(path).stream().map(FunnelServiceTest::withoutEmpty)).isEqualTo(expected);
        assertThat(expected.toString()).contains("forwardOut.count=1");
    }

    private List<Map<String, String>> table(String path) throws IOException {
        var response = operations().accept("text/csv").get(path);
        assertThat(response.contentType()).as(path).startsWith("text/csv");
        return new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(response.asString())
                .readAll();
    }

    private static Map<String, String> withoutEmpty(Map<String, String> row) {
        var filled = new TreeMap<>(row);
        filled.values().removeIf(String::isEmpty);
        return filled;
    }

    /** What stands in an answer, by its path, without addresses and what is not known. */
    private static Map<String, String> numbers(String path, JsonNode node) {
        var numbers = new TreeMap<String, String>();
        // What is said in a table is for people.
        if (node.has("code") && node.has("message")) {
            numbers.put(path.substring(1), node.get("message").asText());
            return numbers;
        }
        for (var fields = node.fields(); fields.hasNext(); ) {
            var field = fields.next();
            if (!field.getKey().equals("links")) {
                numbers.putAll(numbers(path + "." + field.getKey(), field.getValue()));
            }
        }
        for (var stage : node.isArray() ? node : List.<JsonNode>of()) {
            numbers.putAll(numbers(path + "." + stage.get("stage").asText(), stage));
        }
        if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            numbers.put(path.substring(1), node.asText());
        }
        return numbers;
    }

    @Test
    void whoeverWatchesIsToldTheFunnelAtOnceAndAgainWhenItHasChanged() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/funnels/" + pipeline + "/live"))
                .header("Authorization", "Bearer " + BackingServices.token("ops", "sales-ops"))
                .header("Accept", "text/event-stream")
                .build();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var response = client.send(request, BodyHandlers.ofLines());
        try (var lines = response.body()) {
            assertThat(response.statusCode()).as("%s", response.headers()).isEqualTo(200);
            var data = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> JsonPath.from(line.substring(5)))
                    .iterator();
            var first = CompletableFuture.supplyAsync(data::next).get(40, TimeUnit.SECONDS);
            assertThat(first.getList("capacity.capacity.count", Integer.class)).containsExactly(0, 0, 0);
            var before = Instant.now();
            deal().open("b", "2025-02-01");
            var next = CompletableFuture.supplyAsync(data::next).get(40, TimeUnit.SECONDS);
            assertThat(next.getList("capacity.capacity.count", Integer.class)).containsExactly(0, 1, 0);
            assertThat(next.getString("capacity[1].capacity.amount")).isEqualTo("100.00");
            assertThat(next.getInt("flow.total.closing.count")).isEqualTo(1);
            assertThat(Instant.parse(next.getString("asOf"))).isAfter(before);
        }
    }

    @Test
    void aLiveFunnelEndsWithTheTokenOfWhoeverWatches() throws Exception {
        var token = BackingServices.tokens().token("passing", List.of("sales-ops"), List.of(), Duration.ofSeconds(5));
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/funnels/" + pipeline + "/live"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        var all = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .get(60, TimeUnit.SECONDS);
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.body()).contains("event:funnel");
    }

    @Test
    void aDealWithAGapWaitsAndNothingElseDoes() {
        var gap = deal().open("a", "2025-02-01").skipOne().lost("2025-02-20");
        deal().open("a", "2025-02-02");
        await(() -> funnel(WINDOW).getInt("entered.count") == 2);
        await(() -> parked().contains(gap.id.toString()));
        assertThat(funnel(WINDOW).getInt("lost.count")).isZero();
        gap.sendSkipped("2025-02-10");
        await(() -> !parked().contains(gap.id.toString()));
        await(() -> funnel(WINDOW).getInt("lost.count") == 1);
    }

    @Test
    void aMessageThatIsNoEventParksItsDealOnly() {
        var deal = deal().open("a", "2025-02-01");
        await(() -> funnel(WINDOW).getInt("entered.count") == 1);
        send(
                Topics.DEALS,
                deal.id.toString(),
                "dealflow.deal.revised.v1",
                "{\"deal\":7".getBytes(StandardCharsets.UTF_8));
        send(Topics.DEALS, "not a deal", "dealflow.deal.revised.v9", new byte[0]);
        await(() -> parked().contains(deal.id.toString()) && parked().contains("not a deal"));
        assertThat(pageByPage()).isEqualTo(parked());
        deal().open("a", "2025-02-02");
        await(() -> funnel(WINDOW).getInt("entered.count") == 2);

        // It has no place in the sequence, so what follows without a gap is applied; the message stays for operations.
        deal.lost("2025-02-20");
        await(() -> funnel(WINDOW).getInt("lost.count") == 1);
        assertThat(parked()).contains(deal.id.toString());
    }

    @Test
    void theContractsSamplesAreTheLifeOfOneDeal() throws Exception {
        var json = new ObjectMapper();
        send(Topics.PIPELINES, "export", "dealflow.pipeline.defined.v1", sample("pipeline.json"));
        var query = "/funnels/export?from=2026-01-01&to=2026-12-31&asOf=2099-01-01";
        for (var entry : json.readTree(sample("index.json")).get("samples")) {
            var value = sample(entry.get("file").asText());
            var type = entry.get("type").asText();
            if (type.equals(EventType.DELETED.wireName())) {
                await(() -> get(query).statusCode() == 200
                        && Integer.valueOf(1).equals(get(query).jsonPath().get("won.count")));
                assertThat(get(query).jsonPath().getString("won.amount")).isEqualTo("14742.00");
            }
            send(Topics.DEALS, json.readTree(value).get("dealId").asText(), type, value);
        }
        await(() -> Integer.valueOf(0).equals(get(query).jsonPath().get("entered.count")));
    }

    private static byte[] sample(String file) throws IOException {
        try (var stream =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("contract/samples/" + file)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsAProblem() {
        assertThat(get("/funnels/none").statusCode()).isEqualTo(404);
        for (var bad : List.of(
                "?from=yesterday",
                "?within=P2M",
                "?basis=x",
                "?from=2025-02-01&to=2025-01-01",
                "?ownr=ann",
                "?from=2025-01-01&from=2025-02-01",
                "?from=")) {
            var response = get("/funnels/" + pipeline + bad);
            assertThat(response.statusCode()).as(bad).isEqualTo(400);
            assertThat(response.contentType()).startsWith("application/problem+json");
            assertThat(response.jsonPath().getString("correlationId")).isNotBlank();
        }
        assertThat(given().get("/funnels").statusCode()).isEqualTo(401);
        assertThat(viewer().get("/parked-deals").statusCode()).isEqualTo(403);
        for (var cursor : List.of("anything", "YW55dGhpbmc", "%2B")) {
            var response = operations().get("/parked-deals?cursor=" + cursor);
            assertThat(response.statusCode()).as(cursor).isEqualTo(400);
            assertThat(response.jsonPath().getString("errors[0].field")).isEqualTo("cursor");
        }
    }

    private Story deal() {
        return new Story();
    }

    /** A deal's events, sent as they are told. */
    private final class Story {
        private final UUID id = UUID.randomUUID();
        private DealEvent last;
        private long sequence;
        private String stage;
        private String product;
        private List<DealLine> lines = List.of();
        private String reason = "price";
        private Map<String, Object> own = Map.of();
        private String team = "north";

        private Story with(String another) {
            team = another;
            return this;
        }

        private Story having(String field, Object value) {
            own = Map.of(field, value);
            return this;
        }

        private Story of(String what) {
            product = what;
            return this;
        }

        private Story made(String one, String price, String other, String otherPrice) {
            lines = List.of(line("l1", one, price), line("l2", other, otherPrice));
            return this;
        }

        private static DealLine line(String id, String product, String price) {
            var money = new Money(new BigDecimal(price), "USD");
            return new DealLine(id, product, BigDecimal.ONE, null, money, null);
        }

        private Story because(String why) {
            reason = why;
            return this;
        }

        private Story lead(String day) {
            return tell(EventType.OPENED, null, "lead", Status.LEAD, day);
        }

        private Story open(String inStage, String day) {
            return tell(EventType.OPENED, Direction.IN, inStage, Status.OPEN, day);
        }

        private Story move(Direction direction, String to, String day) {
            return tell(EventType.STAGE_CHANGED, direction, to, Status.OPEN, day);
        }

        private Story won(String day) {
            return tell(EventType.STAGE_CHANGED, Direction.WON, "won", Status.WON, day);
        }

        private Story lost(String day) {
            return tell(EventType.STAGE_CHANGED, Direction.LOST, "lost", Status.LOST, day);
        }

        private Story delete(String day) {
            return tell(EventType.DELETED, null, stage, null, day);
        }

        private Story skipOne() {
            sequence++;
            return this;
        }

        private void sendSkipped(String day) {
            sequence = last.sequence() - 2;
            tell(EventType.REVISED, null, "a", Status.OPEN, day);
        }

        private void again() {
            sendEvent(last);
        }

        private Story tell(EventType type, Direction direction, String to, Status status, String day) {
            sequence++;
            var at = Instant.parse(day + "T12:00:00Z");
            var change = direction == null
                    ? null
                    : new Change(
                            direction, stage, to, List.of(), null, status == Status.LOST ? reason : null, null, null);
            stage = to;
            var amount = new Money(new BigDecimal("100.00"), "USD");
            var snapshot = status == null
                    ? null
                    : new DealSnapshot(
                            id, null, pipeline, 1, "t", null, to, status, at, at, "ann", team, product, null, null, own,
                            amount, amount, lines, null, null, List.of(), null, List.of(), null, null, List.of(),
                            List.of());
            last = new DealEvent(type, id, sequence, at, at, "ann", "api", change, null, null, snapshot);
            sendEvent(last);
            return this;
        }
    }

    private void sendEvent(DealEvent event) {
        send(Topics.DEALS, event.dealId().toString(), event.type().wireName(), ContractJson.write(event));
    }

    private void send(String topic, String key, String type, byte[] value) {
        var settings = new HashMap<>(kafka);
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", ByteArraySerializer.class.getName());
        try (var producer = new KafkaProducer<String, byte[]>(settings)) {
            var message = new ProducerRecord<>(topic, key, value);
            message.headers().add(Topics.TYPE_HEADER, type.getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
    }

    private JsonPath funnel(String query) {
        return get("/funnels/" + pipeline + query).jsonPath();
    }

    private static List<String> pageByPage() {
        var read = new ArrayList<String>();
        var cursor = "";
        do {
            var page = operations().get("/parked-deals?limit=1" + cursor).jsonPath();
            read.addAll(page.getList("items.dealId", String.class));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return read;
    }

    private static List<String> parked() {
        return operations().get("/parked-deals?limit=500").jsonPath().getList("items.dealId", String.class);
    }

    private static Response get(String path) {
        return operations().get(path);
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(BackingServices.token("viewer", "viewer"));
    }

    /** Of the team, and not the owner: it may ask for the team's sums. */
    private static RequestSpecification colleague() {
        return given().auth()
                .oauth2(BackingServices.tokens()
                        .token("bob", List.of("sales-rep"), List.of("north"), Duration.ofHours(1)));
    }

    /** Who may see single deals too. */
    private static RequestSpecification operations() {
        return given().auth().oauth2(BackingServices.token("ops", "sales-ops"));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(Duration.ofSeconds(40));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for the events to arrive").isBefore(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
