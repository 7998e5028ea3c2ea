package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.check.Fuzz;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, the service answers as its document says. Another seed: -Ddealflow.fuzz.seed=N */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FuzzTest {

    @TestHTTPResource("/")
    URI api;

    private static Map<String, String> known() {
        var pipeline = DealApi.pipeline();
        return Map.of(
                "id", DealApi.lead(pipeline),
                "key", pipeline,
                "item", "samples-tested",
                "currency", "EUR",
                "base", "USD",
                "date", "2026-01-01");
    }

    @Test
    void nothingThatAClientSendsBreaksIt() {
        var fuzz = new Fuzz(
                api,
                BackingServices.token("olga", "sales-ops"),
                known(),
                "/deals?limit=20",
                BackingServices.token("otto", "sales-ops"));
        assertThat(fuzz.run()).isEmpty();
    }
}
