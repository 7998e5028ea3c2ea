package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.event.Topics;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SampleDeals;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several pipelines as one, from definitions and rates on Kafka to answers over HTTP. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class CompanyFunnelTest {

    private static final String WINDOW = "?from=2026-01-01&to=2026-12-01&asOf=2026-12-01";
    private static final String SECOND = "samples-in-francs";
    private static final String BOTH = "&pipeline=" + SampleDeals.PIPELINE + "&pipeline=" + SECOND;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @BeforeEach
    void defineASecondPipeline() throws Exception {
        Samples.areApplied();
        var json = new ObjectMapper();
        try (var sample =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("contract/samples/pipeline.json")) {
            var definition = (ObjectNode) json.readTree(sample);
            definition.put("key", SECOND).put("currency", "CHF");
            send(Topics.PIPELINES, SECOND, json.writeValueAsBytes(definition));
        }
        Waiting.until("an answer", () -> as("sales-ops", "/funnels/" + SECOND).statusCode() == 200);
    }

    @Test
    void countsByBuyingPhaseAndConvertsAtTheRateOfTheDay() throws Exception {
        var missing = as("sales-ops", "/company/funnel" + WINDOW + BOTH + "&currency=DKK");
        assertThat(missing.statusCode()).as(missing.asString()).isEqualTo(422);
        assertThat(missing.jsonPath().getList("missing.key", String.class))
                .containsExactly("USD/DKK/2026-12-01", "CHF/DKK/2026-12-01");
        assertThat(missing.jsonPath().getString("detail")).contains("PUT /exchange-rates/USD/DKK/{date}");

        set("USD", "DKK", "2026-11-30", "6.5");
        set("USD", "DKK", "2026-12-02", "99");
        set("CHF", "DKK", "2026-01-01", "8");
        Waiting.until(
                "rates are known",
                () -> as("sales-ops", "/company/funnel" + WINDOW + BOTH + "&currency=DKK")
                                .statusCode()
                        == 200);

        var company = as("sales-ops", "/company/funnel" + WINDOW + BOTH + "&currency=DKK")
                .jsonPath();
        var stages =
                as("sales-ops", "/funnels/" + SampleDeals.PIPELINE + WINDOW).jsonPath();
        assertThat(company.getList("pipelines.pipeline", String.class)).containsExactly(SampleDeals.PIPELINE, SECOND);
        assertThat(company.getString("pipelines[0].rate.rate")).isEqualTo("6.5");
        assertThat(company.getString("pipelines[0].rate.validFrom")).isEqualTo("2026-11-30");
        assertThat(company.getList("phases.phase", String.class))
                .containsExactly("NEED_FORMATION", "SOLUTION_EVALUATION", "PURCHASE_DECISION");
        assertThat(company.getInt("entered.count"))
                .isEqualTo(stages.getInt("entered.count"))
                .isPositive();
        assertThat(new BigDecimal(company.getString("won.amount")))
                .isEqualByComparingTo(new BigDecimal(stages.getString("won.amount")).multiply(new BigDecimal("6.5")));
        assertThat(company.getInt("phases[1].reached.count"))
                .isEqualTo(stages.getInt("stages.find { it.stage == 'customer-recognition' }.reached.count"));
        assertThat(company.getList("pipelines[1].phases.reached.count")).isEqualTo(List.of(0, 0, 0));

        var table = RestAssured.given()
                .auth()
                .oauth2(BackingServices.token("ops", "sales-ops"))
                .accept("text/csv")
                .get("/company/funnel" + WINDOW + BOTH + "&currency=DKK")
                .asString();
        assertThat(table.lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactly(
                        "",
                        "",
                        "",
                        SampleDeals.PIPELINE,
                        SampleDeals.PIPELINE,
                        SampleDeals.PIPELINE,
                        SECOND,
                        SECOND,
                        SECOND);
    }

    @Test
    void saysWhatCannotBeAskedSo() {
        assertThat(field("&pipeline=no-such")).isEqualTo("pipeline");
        assertThat(field(BOTH)).isEqualTo("currency");
        assertThat(field(BOTH + "&currency=EUROS")).isEqualTo("currency");
        assertThat(as("sales-ops", "/company/funnel" + WINDOW + "&pipeline=" + SampleDeals.PIPELINE)
                        .statusCode())
                .isEqualTo(200);
        // Who may not see the deals asks about several pipelines all the same.
        assertThat(as("viewer", "/company/funnel" + WINDOW + BOTH + "&currency=EUROS")
                        .statusCode())
                .isEqualTo(400);
        assertThat(as("viewer", "/company/funnel" + WINDOW + BOTH + "&region=a&region=b")
                        .statusCode())
                .isEqualTo(403);
    }

    private String field(String more) {
        var answer = as("sales-ops", "/company/funnel" + WINDOW + more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        return answer.jsonPath().getString("errors[0].field");
    }

    private void set(String currency, String base, String day, String rate) throws Exception {
        var set = new ExchangeRateOfDay(currency, base, LocalDate.parse(day), 1, new BigDecimal(rate));
        send(Topics.EXCHANGE_RATES, set.key(), ContractJson.write(set));
    }

    private void send(String topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private static Response as(String role, String path) {
        return RestAssured.given()
                .auth()
                .oauth2(BackingServices.token("ops", role))
                .get(path);
    }
}
