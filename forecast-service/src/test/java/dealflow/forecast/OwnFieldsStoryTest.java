package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.forecast.history.Images;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A company's own fields in forecasts: events and definitions on a real broker, in any order. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class OwnFieldsStoryTest {

    private static final String PAST = "asOf=2026-03-20T00:00:00Z&from=2026-01-01&interval=quarter&periods=2";
    private static final UUID DELETED = new UUID(82, 999);

    @Inject
    DataSource database;

    @Inject
    Images images;

    /** 120 deals, two a day: a third each FOB, CIF and without; every second one is won ten days later, the others are open. */
    private static void publish() {
        TestEvents.define("delivered");
        for (var i = 0; i < 120; i++) {
            var id = new UUID(82, i);
            var at = Instant.parse("2026-01-01T09:00:00Z").plusSeconds(43_200L * i);
            var fields = new HashMap<String, Object>();
            if (i % 3 > 0) {
                fields.put("delivery", i % 3 == 1 ? "FOB" : "CIF");
            }
            fields.put("sampled", i % 40 == 0);
            fields.put("documents", i % 2 == 0 ? List.of("bill") : List.of("bill", "origin"));
            fields.put("note", "ann");
            TestEvents.sendFields("delivered", id, 1, EventType.OPENED, at, Status.OPEN, fields);
            if (i / 3 % 2 == 0) {
                TestEvents.sendFields(
                        "delivered", id, 2, EventType.STAGE_CHANGED, at.plusSeconds(864_000), Status.WON, fields);
            }
        }
        var at = Instant.parse("2026-01-01T09:00:00Z");
        TestEvents.sendFields("delivered", DELETED, 1, EventType.OPENED, at, Status.OPEN, Map.of("delivery", "SECRET"));
        TestEvents.sendFields("delivered", DELETED, 2, EventType.DELETED, at, null, Map.of());
    }

    private long count(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many deals the image has. */
    private int seen() {
        var deals = new ArrayList<UUID>();
        var own = images.latest().deals().get("delivered");
        if (own != null) {
            own.forEach(packed -> deals.add(packed.deal()));
        }
        assertThat(deals).doesNotHaveDuplicates();
        return deals.contains(DELETED) ? -1 : deals.size();
    }

    private static FieldDefinition field(String key, FieldType type, boolean dimension) {
        return new FieldDefinition(key, 1, Map.of(), type, List.of(), null, List.of(), dimension, false, false);
    }

    private static Response get(String query) {
        return given().auth().oauth2(BackingServices.token("vera", "viewer")).get("/forecasts/delivered" + query);
    }

    private static JsonPath answer(String query) {
        return get(query).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void aDefinitionThatComesLaterThanTheDealsMakesThemReadableByIt() throws Exception {
        publish();
        Waiting.until(
                "all events are applied",
                () -> count("SELECT count(*) FROM deal_state WHERE pipeline = 'delivered'") == 180
                        && count("SELECT coalesce(max(sequence), 0) FROM deal_position WHERE deal_id = '%s'"
                                        .formatted(DELETED))
                                == 2
                        && seen() == 120);
        Waiting.until(
                "the past days are worked out",
                () -> !answer("?" + PAST).getList("warnings.code").contains("past-days-pending"));
        var before = answer("?" + PAST);
        refused("?field=delivery:FOB", "field", "'delivery' is no field that deals are filtered by");
        TestEvents.define(field("delivery", FieldType.ONE_OF, true));
        TestEvents.define(field("sampled", FieldType.BOOLEAN, true));
        TestEvents.define(field("documents", FieldType.SEVERAL_OF, true));
        TestEvents.define(field("note", FieldType.TEXT, false));
        for (var key : List.of("delivery", "sampled", "documents")) {
            Waiting.until(key + " is known", () -> get("?field=" + key + ":").statusCode() == 200);
        }
        // What past days said stays, and nothing is learned from values.
        assertThat(answer("?" + PAST).getList("periods")).isEqualTo(before.getList("periods"));
        groups();
        filters();
        everyQuestionTakesThem();
        refusals();
        aFewAreNotTold();
        aDeletedDealsValuesAreNowhere();
    }

    private void groups() {
        for (var measure : List.of("bookings", "receipts")) {
            for (var at : List.of(PAST, "from=2026-01-01&interval=quarter&periods=2")) {
                var answer = answer("?" + at + "&measure=" + measure + "&by=field:delivery");
                assertThat(answer.getList("groups.group")).containsExactly("CIF", "FOB", null);
                assertThat(answer.getList("groups.openDeals")).isEqualTo(List.of(20, 20, 20));
                for (var part : List.of("open.expected", "new.expected", "total.expected", "closed.amount")) {
                    for (var period : List.of("periods[0].", "periods[1].", "cumulative[1].")) {
                        var sum = BigDecimal.ZERO;
                        for (var i = 0; i < 3; i++) {
                            sum = sum.add(new BigDecimal(answer.getString("groups[" + i + "]." + period + part)));
                        }
                        assertThat(sum).as(period + part).isEqualByComparingTo(answer.getString(period + part));
                    }
                }
            }
        }
        assertThat(answer("?" + PAST + "&by=field:sampled").getList("groups.group"))
                .containsExactly("false", "true");
    }

    private void filters() {
        var groups = answer("?" + PAST + "&by=field:delivery");
        for (var i = 0; i < 3; i++) {
            var value = List.of("CIF", "FOB", "").get(i);
            var alone = answer("?" + PAST + "&field=delivery:" + value);
            assertThat(alone.getInt("model.openDeals")).isEqualTo(20);
            assertThat(alone.getString("periods[0].closed.amount"))
                    .isEqualTo(groups.getString("groups[" + i + "].periods[0].closed.amount"))
                    .isEqualTo("2000.00");
        }
        assertThat(answer("?" + PAST + "&field=documents:bill").getInt("model.openDeals"))
                .isEqualTo(60);
        assertThat(answer("?" + PAST + "&field=documents:origin").getInt("model.openDeals"))
                .isEqualTo(40);
        assertThat(given().auth()
                        .oauth2(BackingServices.token("ops", "sales-ops"))
                        .get("/forecasts/delivered?" + PAST + "&field=delivery:FOB&field=delivery:CIF")
                        .jsonPath()
                        .getInt("model.openDeals"))
                .isEqualTo(40);
        assertThat(get("?" + PAST + "&field=delivery:FOB&field=delivery:CIF").statusCode())
                .isEqualTo(403);
        assertThat(answer("?" + PAST + "&field=delivery:FOB&field=documents:bill")
                        .getInt("model.openDeals"))
                .isEqualTo(20);
    }

    private void everyQuestionTakesThem() {
        var whole = answer("/cohort?enteredFrom=2026-01-01&enteredTo=2026-04-01&until=2026-06-01");
        var some = answer("/cohort?enteredFrom=2026-01-01&enteredTo=2026-04-01&until=2026-06-01&field=delivery:FOB");
        assertThat(whole.getInt("entered.count")).isEqualTo(120);
        assertThat(some.getInt("entered.count")).isEqualTo(40);
        assertThat(answer("/explanation?periods=1&field=delivery:FOB").getInt("periods[0].byStage[0].deals"))
                .isEqualTo(20);
        var owing = 0;
        for (var value : List.of("FOB", "CIF", "")) {
            owing += instalments("/receivables?field=delivery:" + value);
        }
        assertThat(owing).isEqualTo(instalments("/receivables")).isPositive();
        var by = LocalDate.now().plusMonths(6);
        assertThat(answer("/plan?target=1000.00&by=" + by + "&from=2026-01-01&field=delivery:FOB")
                        .getString("closed.amount"))
                .isEqualTo("2000.00");
        assertThat(get("/scenarios?inflow=2&field=delivery:FOB").statusCode()).isEqualTo(200);
    }

    private static int instalments(String query) {
        return answer(query).getList("items.count", Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void refusals() {
        refused(
                "?by=field:delivry",
                "by",
                "'delivry' is no field that deals are grouped by; near it are [delivery]; those are");
        refused("?by=field:documents", "by", "a deal may have several values of 'documents', so that its groups");
        refused("?by=field:note", "by", "'note' is no field that deals are grouped by");
        refused("?by=delivery", "by", "must be one of [owner, team, product, source, region], or field: with the key");
        refused(
                "?field=delivry:FOB",
                "field",
                "'delivry' is no field that deals are filtered by; near it are [delivery]");
        refused("?field=delivery", "field", "must be a field's key and a value with a colon between");
    }

    private static void refused(String query, String field, String message) {
        var response = get(query);
        assertThat(response.statusCode()).as(query).isEqualTo(400);
        assertThat(response.jsonPath().getString("errors[0].field")).isEqualTo(field);
        assertThat(response.jsonPath().getString("errors[0].message")).startsWith(message);
    }

    /** Of the open deals one is sampled: neither of it nor, as what it leaves, of the others is anything said. */
    private void aFewAreNotTold() {
        for (var value : List.of("true", "false")) {
            var answer = answer("?" + PAST + "&field=sampled:" + value);
            assertThat(answer.getString("reason.code"))
                    .isEqualTo(value.equals("true") ? "few-open" : "others-would-follow");
            assertThat((Object) answer.get("periods[1].total")).isNull();
            assertThat((Object) answer.get("model.openDeals")).isNull();
        }
        assertThat(answer("?" + PAST + "&by=field:sampled").getList("groups.reason.code"))
                .containsExactly("others-would-follow", "few-open");
    }

    private void aDeletedDealsValuesAreNowhere() {
        assertThat(answer("?by=field:delivery").getList("groups.group")).containsExactly("CIF", "FOB", null);
        assertThat(count("SELECT count(*) FROM deal_state WHERE fields::text LIKE '%SECRET%'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM deal_state WHERE fields::text LIKE '%FOB%'"))
                .isPositive();
    }
}
