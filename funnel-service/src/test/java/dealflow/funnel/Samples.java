package dealflow.funnel;

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
            var funnel = given().auth()
                    .oauth2(BackingServices.token("olga", "sales-ops"))
                    .get("/funnels/" + SampleDeals.PIPELINE + "?from=2026-01-01&to=2027-01-01");
            return funnel.statusCode() == 200
                    && Integer.valueOf(SampleDeals.DEALS)
                            .equals(funnel.jsonPath().get("won.count"));
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
