package dealflow.funnel;

import dealflow.local.fixture.Consumer;
import dealflow.local.fixture.SampleDeals;

/** The contract's sample deals, in this service. */
final class Samples {

    private Samples() {}

    /** Publishes them, and returns when the service answers from them. Twice changes nothing. */
    static void areApplied() {
        Consumer.hasSampleDeals("/funnels/" + SampleDeals.PIPELINE + "?from=2026-01-01&to=2027-01-01", "won.count");
    }
}
