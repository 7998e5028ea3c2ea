package dealflow.forecast.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dealflow.forecast.Samples;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every table of the service, as CSV: the rows of the JSON, each number under its path. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TablesTest {

    private static final String PIPELINE = "/forecasts/" + SampleDeals.PIPELINE;
    private static final String YEAR = String.valueOf(LocalDate.now().getYear());

    @BeforeEach
    void deals() {
        Samples.areApplied();
    }

    private static Response ask(String type, String path) {
        return given().auth()
                .oauth2(BackingServices.token("olga", "sales-ops"))
                .accept(type)
                .get(path.startsWith("/targets") ? path : PIPELINE + path);
    }

    private static List<Map<String, String>> table(String path) throws Exception {
        var response = ask("text/csv", path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/csv");
        return new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(response.asString())
                .readAll();
    }

    @ParameterizedTest
    @CsvSource({
        "'?interval=quarter&periods=3', periods",
        "'/receivables', items",
        "'/scenarios?inflow=2', periods",
        "'/plan?target=100000&by=NEXT-01-01', entries",
        "'/attainment/YEAR?by=owner', groups",
        "'/calls/YEAR?by=owner', reports",
        "'/accuracy', horizons",
    })
    void aTableHasTheRowsOfTheAnswer(String question, String rows) throws Exception {
        var path = question.replace("YEAR", YEAR)
                .replace("NEXT", String.valueOf(LocalDate.now().getYear() + 1));
        var json = new ObjectMapper()
                .readTree(ask("application/json", path).asString())
                .get(rows);
        assertThat(json).as(path).isNotNull();
        if (json.isEmpty()) {
            assertThat(ask("text/csv", path).asString()).isEmpty();
            return;
        }
        var table = table(path);
        assertThat(table).hasSize(json.size());
        for (var i = 0; i < table.size(); i++) {
            table.get(i).values().removeIf(String::isEmpty);
            assertThat(new TreeMap<>(table.get(i))).isEqualTo(numbers("", json.get(i)));
        }
    }

    @Test
    void quantitiesHaveARowForEachPeriodOfAProduct() throws Exception {
        var products = new ObjectMapper()
                .readTree(ask("application/json", "/quantities?periods=2").asString())
                .get("products");
        var table = table("/quantities?periods=2");
        assertThat(table).hasSize(2 * products.size()).isNotEmpty();
        for (var i = 0; i < table.size(); i++) {
            var product = products.get(i / 2);
            assertThat(table.get(i).get("product"))
                    .isEqualTo(product.get("product").asText());
            assertThat(table.get(i).get("period"))
                    .isEqualTo(product.get("periods").get(i % 2).get("period").asText());
        }
    }

    @Test
    void groupsAreRowsOfTheirOwn() throws Exception {
        var groups = new ObjectMapper()
                .readTree(ask("application/json", "?by=owner&periods=2").asString())
                .get("groups");
        var table = table("?by=owner&periods=2");
        assertThat(table).hasSize(2 * groups.size()).isNotEmpty();
        assertThat(table.get(1).get("group"))
                .isEqualTo(groups.get(0).get("group").asText());
        assertThat(table.get(1).get("closed.amount"))
                .isEqualTo(groups.get(0).at("/periods/1/closed/amount").asText());
        assertThat(table("/explanation").get(0)).containsKeys("period", "division", "key", "deals", "expected");
        assertThat(table("/cohort?enteredFrom=2020-01-01&enteredTo=2020-02-01&until=2020-06-01"))
                .hasSize(1);
    }

    @Test
    void excelIsToldThatItIsUtf8() {
        var bytes = ask("text/csv", "?bom=true").asByteArray();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("\ufeffperiod,");
        assertThat(ask("text/csv", "/calls?bom=true").statusCode()).isEqualTo(200);
        assertThat(ask("text/csv", "/snapshots?bom=true").statusCode()).isEqualTo(200);
        assertThat(ask("text/csv", "/targets/" + SampleDeals.PIPELINE + "?bom=true")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("*/*", "").contentType()).startsWith("application/json");
        assertThat(ask("text/csv", "/plan").contentType()).startsWith("application/problem+json");
    }

    private static Map<String, String> numbers(String path, JsonNode node) {
        var numbers = new TreeMap<String, String>();
        if (node.has("code") && node.has("message")) {
            numbers.put(path.substring(1), node.get("message").asText());
            return numbers;
        }
        node.fields().forEachRemaining(field -> numbers.putAll(numbers(path + "." + field.getKey(), field.getValue())));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            numbers.putAll(numbers(path + "." + i, node.get(i)));
        }
        if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            numbers.put(path.substring(1), node.asText());
        }
        return numbers;
    }
}
