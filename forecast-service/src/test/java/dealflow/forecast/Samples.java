package dealflow.forecast;

import dealflow.local.fixture.Consumer;
import dealflow.local.fixture.SampleDeals;

/** The contract's sample deals, in this service. */
public final class Samples {

    private Samples() {}

    /** Publishes them, and returns when the service answers from them. Twice changes nothing. */
    public static void areApplied() {
        Consumer.hasSampleDeals(
                "/forecasts/" + SampleDeals.PIPELINE + "?from=2026-01-01&interval=year&periods=1",
                "periods[0].closed.count");
    }
}
