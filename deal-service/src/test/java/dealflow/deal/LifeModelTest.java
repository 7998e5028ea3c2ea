package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.stall.StalledDeals;
import dealflow.deal.versioning.PipelineEdits;
import dealflow.deal.versioning.StageMapping;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people do in whatever order, a deal's events tell its whole state, and each of them was allowed. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class LifeModelTest {

    @Inject
    RecordedEvents recorded;

    @Inject
    StalledDeals stalledDeals;

    @Inject
    PipelineEdits edits;

    @Inject
    Pipelines pipelines;

    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @ValueSource(longs = {11, 14})
    void theEventsRebuildTheStateAndAreALegalPath(long seed) throws Exception {
        as("sales-ops")
                .body("{\"rate\":0.1}")
                .put("/exchange-rates/NOK/USD/2020-01-01")
                .then()
                .statusCode(204);
        var time = TravelClock.at("2026-10-05T08:00:00Z");
        var pipeline = pipeline();
        var lived = new RandomLives(seed, pipeline, () -> {
            time.days(9);
            stalledDeals.tell();
            var now = pipelines.current(pipeline);
            edits.change(pipeline, null, now, new StageMapping(null, null), "sales-ops@example.com");
        });
        var told = new HashMap<String, Integer>();
        var takenBack = 0;
        for (var deal : lived.live(8, 260)) {
            var model = new NaiveDeal();
            var sequence = 0;
            for (var event : recorded.history(UUID.fromString(deal), 0, 10_000)) {
                sequence++;
                assertThat(event.version()).isEqualTo(sequence);
                model.apply(event.type(), json.readTree(event.payload()));
                told.merge(event.type(), 1, Integer::sum);
            }
            var answer = json.readTree(as("sales-ops").get("/deals/" + deal).asByteArray());
            assertThat(model.deal).isEqualTo(answer);
            assertThat(row(deal)).isEqualTo(model.row());
            var payments = as("sales-ops").get("/deals/" + deal + "/payments").jsonPath();
            assertThat(payments.getList("items.id")).containsExactlyInAnyOrderElementsOf(model.payments.keySet());
            assertThat(payments.<Map<String, Object>>getList("items.findAll { it.takenBack != null }"))
                    .extracting(payment -> payment.get("id"))
                    .containsExactlyInAnyOrderElementsOf(model.takenBack.keySet());
            takenBack += model.takenBack.size();
            as("sales-ops").get("/deals/" + deal + "/guidance").then().statusCode(200);
        }
        assertThat(takenBack).isPositive();
        assertThat(told.keySet())
                .as("the test has seen everything")
                .contains(
                        "dealflow.deal.opened.v1",
                        "dealflow.deal.stage-changed.v1",
                        "dealflow.deal.revised.v1",
                        "dealflow.deal.payment-received.v1",
                        "dealflow.deal.stalled.v1");
    }

    /** What the service itself keeps of a deal beside what it shows. */
    private static Map<String, String> row(String deal) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var statement = connection.prepareStatement(
                        """
                        SELECT sequence, stalled_at, funnel_entered_at, last_occurred_at FROM deal WHERE id = ?::uuid""")) {
            statement.setString(1, deal);
            try (var rows = statement.executeQuery()) {
                rows.next();
                var row = new HashMap<String, String>();
                for (var column = 1; column <= 4; column++) {
                    var value = column == 1
                            ? rows.getString(1)
                            : String.valueOf(rows.getObject(column, OffsetDateTime.class));
                    row.put(rows.getMetaData().getColumnName(column), instant(value));
                }
                return row;
            }
        }
    }

    private static String instant(String text) {
        return text.contains("T") ? OffsetDateTime.parse(text).toInstant().toString() : text;
    }
}
