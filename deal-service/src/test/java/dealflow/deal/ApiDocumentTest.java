package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.event.EventType;
import dealflow.local.check.DocumentRules;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The API document is one that good clients are generated from. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ApiDocumentTest {

    @TestHTTPResource("/")
    URI api;

    @Test
    void itKeepsTheRules() throws Exception {
        assertThat(DocumentRules.broken(api)).isEmpty();
    }

    @Test
    void everyDocumentedOrderIsOne() {
        List<String> orders =
                document().getList("paths.'/deals'.get.parameters.find { it.name == 'sort' }.schema.enum");
        assertThat(orders).hasSize(10);
        for (var order : orders) {
            as("sales-ops").queryParam("sort", order).get("/deals").then().statusCode(200);
        }
    }

    @Test
    void everyTypeOfEventIsNamed() {
        List<String> types = document().getList("components.schemas.EventType.enum");
        assertThat(types).contains("dealflow.pipeline.defined.v1");
        for (var type : EventType.values()) {
            assertThat(types).contains(type.wireName());
        }
    }

    private static JsonPath document() {
        return as("viewer").get("/q/openapi?format=json").jsonPath();
    }
}
