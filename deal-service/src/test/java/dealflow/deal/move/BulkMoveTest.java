package dealflow.deal.move;

import static dealflow.deal.DealApi.CONFIRMED;
import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many moves at once are each what the same move alone would have been. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class BulkMoveTest {

    @Test
    void eachIsMadeOrRefusedForItself() {
        var pipeline = pipeline();
        var genuine = lead(pipeline);
        qualify(genuine);
        var pseudo = lead(pipeline);
        var stale = lead(pipeline);
        var nobody = UUID.randomUUID();
        var in = "\"to\":\"opportunity\"," + CONFIRMED.formatted("INQUIRY");
        var answer = as("sales-rep")
                .body(
                        """
                        {"moves":[{"deal":"%s",%s},{"deal":"%s",%s},{"deal":"%s","version":7,%s},{"deal":"%s",%s},
                         {"deal":"%s","to":"nowhere"},{"deal":"%1$s","to":"lost","reason":"price"}]}"""
                                .formatted(genuine, in, pseudo, in, stale, in, nobody, in, pseudo))
                .post("/deals/transitions")
                .then()
                .statusCode(207)
                .extract()
                .jsonPath();
        assertThat(answer.getList("items.status")).isEqualTo(List.of(200, 422, 412, 404, 422, 200));
        assertThat(answer.getInt("moved")).isEqualTo(2);
        assertThat(answer.getList("items[1].missing.key", String.class))
                .containsExactly("need", "budget", "keyPerson", "fit");
        assertThat(answer.getString("items[4].field")).isEqualTo("to");
        assertThat(deal(genuine).getString("status")).isEqualTo("LOST");
        assertThat(deal(pseudo).getString("status")).isEqualTo("LEAD");
        assertThat(history(genuine).getList("items.sequence", Integer.class)).containsExactly(1, 2, 3, 4);
        assertThat(history(pseudo).getList("items")).hasSize(1);
    }

    @Test
    void onlySalesOperationsOverrideAndABodyIsChecked() {
        var deal = lead(pipeline());
        var override = "{\"moves\":[{\"deal\":\"%s\",\"to\":\"risk\",\"override\":\"old system\"}]}".formatted(deal);
        as("sales-manager").body(override).post("/deals/transitions").then().statusCode(403);
        as("sales-ops").body(override).post("/deals/transitions").then().statusCode(207);
        assertThat(deal(deal).getString("stage")).isEqualTo("risk");
        as("sales-ops").body("{\"moves\":[]}").post("/deals/transitions").then().statusCode(422);
        as("sales-ops")
                .body("{\"moves\":[{\"to\":\"risk\"}]}")
                .post("/deals/transitions")
                .then()
                .statusCode(422);
    }
}
