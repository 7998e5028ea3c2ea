package dealflow.deal.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.Test;

/** What is done on one thread when a client leaves must not meet what another one does for its request. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ClosedConnectionsTest {

    private static final String LOOK = "X-Look-At-Close-Handler";

    @Test
    void nothingTakesHandlersFromARequestAtWork() {
        for (var method : new String[] {"GET", "POST"}) {
            Look.seen = null;
            given().auth()
                    .oauth2(BackingServices.token("olga", "sales-ops"))
                    .header(LOOK, "yes")
                    .contentType("application/json")
                    .request(method, "/deals");
            assertThat(Look.seen).as(method).isEqualTo("null");
        }
    }

    /** Sees what would be called if the client left now: a race that comes once in thousands of departures is not waited for. */
    static class Look {

        private static volatile String seen;

        @Inject
        RoutingContext routing;

        @ServerRequestFilter(priority = Priorities.USER)
        void look(ContainerRequestContext request) throws ReflectiveOperationException {
            if (request.getHeaderString(LOOK) != null) {
                var field = routing.response().getClass().getDeclaredField("closeHandler");
                field.setAccessible(true);
                seen = String.valueOf(field.get(routing.response()));
            }
        }
    }
}
