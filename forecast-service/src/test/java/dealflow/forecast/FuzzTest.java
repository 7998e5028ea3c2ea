package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.BackingServices;
import dealflow.local.Fuzz;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whatever a client sends, the service answers as its document says. Run it with -Ddealflow.fuzz.seed=N */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
@EnabledIfSystemProperty(named = "dealflow.fuzz.seed", matches = "\\d+")
class FuzzTest {

    @TestHTTPResource("/")
    URI api;

    @Test
    void nothingThatAClientSendsBreaksIt() {
        var fuzz = new Fuzz(api, BackingServices.token("olga", "sales-ops"), Map.of("pipeline", "export"));
        assertThat(fuzz.run(Long.getLong("dealflow.fuzz.seed", 1), Integer.getInteger("dealflow.fuzz.requests", 7000)))
                .isEmpty();
    }
}
