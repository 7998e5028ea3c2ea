package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.check.Fuzz;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.Consumer;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, the service answers as its document says. Another seed: -Ddealflow.fuzz.seed=N */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FuzzTest {

    @TestHTTPResource("/")
    URI api;

    @AfterEach
    void leaveNoRebuildRunning() {
        Consumer.hasNoRebuildRunning();
    }

    @Test
    void nothingThatAClientSendsBreaksIt() {
        Samples.areApplied();
        var fuzz = new Fuzz(
                api,
                BackingServices.token("olga", "sales-ops"),
                Map.of("pipeline", SampleDeals.PIPELINE),
                "/funnels/" + SampleDeals.PIPELINE,
                BackingServices.token("vera", "viewer"));
        assertThat(fuzz.run()).isEmpty();
    }
}
