package dealflow.forecast;

import static io.restassured.RestAssured.given;

import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.SampleDeals;
import dealflow.local.process.Waiting;

/** The contract's sample deals, in this service. */
final class Samples {

    private Samples() {}

    /** Publishes them, and returns when the service answers from them. Twice changes nothing. */
    static void areApplied() {
        SampleDeals.publish();
        Waiting.until("the sample deals are applied", () -> {
            var forecast = given().auth()
                    .oauth2(BackingServices.token("olga", "sales-ops"))
                    .get("/forecasts/" + SampleDeals.PIPELINE + "?from=2026-01-01&interval=year&periods=1");
            return forecast.statusCode() == 200
                    && Integer.valueOf(SampleDeals.DEALS)
                            .equals(forecast.jsonPath().get("periods[0].closed.count"));
        });
    }

    /** Waits for the end of rebuilds that a test has ordered: the next one would be refused its own. */
    static void rebuildsAreDone() {
        Waiting.until("no rebuild runs", () -> !given().auth()
                .oauth2(BackingServices.token("olga", "sales-ops"))
                .get("/rebuilds")
                .jsonPath()
                .getList("items.status")
                .contains("RUNNING"));
    }
}
