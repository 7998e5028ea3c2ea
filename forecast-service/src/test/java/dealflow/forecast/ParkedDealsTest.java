package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be applied parks its own deal, is shown, and goes on when its cause is mended. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ParkedDealsTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @Inject
    DataSource database;

    @BeforeAll
    static void define() {
        TestEvents.define("parking");
    }

    private static RequestSpecification ops() {
        return given().auth().oauth2(BackingServices.token("olga", "sales-ops"));
    }

    private static Map<String, String> parked() {
        return ops()
                .get("/parked-deals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .collect(Collectors.toMap(deal -> (String) deal.get("dealId"), deal -> (String) deal.get("reason")));
    }

    /** -1 while the pipeline is not known yet. */
    private static int won() {
        Integer count = ops().get("/forecasts/parking?from=2026-01-01&interval=year&periods=1")
                .jsonPath()
                .get("periods[0].closed.count");
        return count == null ? -1 : count;
    }

    private static void send(UUID id, long sequence, Status status) {
        var type = sequence == 1 ? EventType.OPENED : EventType.STAGE_CHANGED;
        TestEvents.send("parking", id, sequence, type, AT.plusSeconds(sequence), status, "li");
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        for (var i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void whatCannotBeAppliedParksItsDealAndNothingElse() throws Exception {
        var poisoned = new UUID(2, 1);
        var gap = new UUID(2, 2);
        var refused = new UUID(2, 3);
        var healthy = new UUID(2, 4);
        change("ALTER TABLE deal_state ADD CONSTRAINT fault CHECK (deal_id <> '" + refused + "')");
        TestEvents.raw(poisoned, "deal.opened", "{not json".getBytes());
        send(poisoned, 1, Status.OPEN);
        send(gap, 1, Status.OPEN);
        send(gap, 3, Status.WON);
        send(refused, 1, Status.WON);
        send(healthy, 1, Status.OPEN);
        send(healthy, 2, Status.WON);
        waitFor(() -> parked().size() == 3 && won() == 1);
        assertThat(parked().get(gap.toString())).isEqualTo("gap: sequence 3 follows 1");
        assertThat(parked().get(refused.toString())).contains("fault");
        assertThat(parked()).containsKey(poisoned.toString());
        management("/q/metrics", "dealflow_parked_deals 3.0");
        management("/q/metrics", "dealflow_consumer_lag{partition=\"11\"} 0.0");
        management("/q/metrics", "dealflow_data_age_seconds ");
        management("/q/metrics", "dealflow_events_applied_total ");

        retry(gap, 1);
        send(gap, 2, Status.OPEN);
        waitFor(() -> !parked().containsKey(gap.toString()) && won() == 2);

        retry(refused, 1);
        change("ALTER TABLE deal_state DROP CONSTRAINT fault");
        retry(refused, 0);
        retry(refused, 0);
        waitFor(() -> won() == 3);
        assertThat(parked()).containsOnlyKeys(poisoned.toString());
    }

    @Test
    void readinessWatchesTheConsumerAndLivenessDoesNot() {
        management("/q/health/ready", "deal events are read");
        var live = given().port(managementPort()).get("/q/health/live").then().statusCode(200);
        assertThat(live.extract().asString()).doesNotContain("deal events");
    }

    @Test
    void onlySalesOpsSeesThem() {
        var viewer = BackingServices.token("vera", "viewer");
        given().auth().oauth2(viewer).get("/parked-deals").then().statusCode(403);
        given().auth().oauth2(viewer).post("/parked-deals/x/retry").then().statusCode(403);
    }

    private static void retry(UUID deal, int left) {
        ops().post("/parked-deals/" + deal + "/retry").then().statusCode(200).body("stillParked", equalTo(left));
    }

    private void management(String path, String text) {
        given().port(managementPort()).get(path).then().statusCode(200).body(containsString(text));
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    }

    private void change(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
