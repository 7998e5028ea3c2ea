package dealflow.deal.imports;

import static dealflow.deal.DealApi.CONFIRMED;
import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A system that reports new moves every night obeys the rules that people obey. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImportedMovesTest {

    private static final String DEAL =
            """
            {"externalId":"m1","pipeline":"%s","owner":"ann","qualification":%s,"history":[{"to":"lead","at":"2025-10-01T08:00:00Z"}]}""";
    private static final String IN =
            "{\"to\":\"opportunity\",\"at\":\"2025-10-05T08:00:00Z\"," + CONFIRMED.formatted("INQUIRY") + "}";
    private static final String ON =
            "{\"to\":\"recognition\",\"at\":\"2025-10-20T08:00:00Z\"," + CONFIRMED.formatted("SAMPLE_REQUEST") + "}";

    @Test
    void newMovesContinueTheHistoryOnce() {
        var pipeline = pipeline();
        var file = DEAL.formatted(pipeline, DealApi.GENUINE.replace("\n", "")) + "\n" + moves(pipeline, IN);
        var first = DealApi.imported(file);
        assertThat(first.getInt("imported")).isEqualTo(1);
        assertThat(first.getInt("changed")).isEqualTo(1);
        var next = DealApi.imported(moves(pipeline, IN + "," + ON));
        assertThat(next.getInt("errors")).isZero();
        assertThat(next.getInt("changed")).isEqualTo(1);
        assertThat(DealApi.imported(moves(pipeline, IN + "," + ON)).getInt("unchanged"))
                .isEqualTo(1);
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getString("items[0].id");
        assertThat(history(deal).getList("items.event.change.toStage", String.class))
                .containsExactly("lead", "opportunity", "recognition");
        assertThat(history(deal).getString("items[2].event.occurredAt")).isEqualTo("2025-10-20T08:00:00Z");
    }

    @Test
    void whatLacksSomethingIsReportedAndNothingOfItsLineHappens() {
        var pipeline = pipeline();
        DealApi.imported(DEAL.formatted(pipeline, "null"));
        var job = DealApi.imported(String.join(
                "\n",
                moves(pipeline, IN),
                moves(
                        pipeline,
                        "{\"to\":\"lost\",\"at\":\"2025-10-06T08:00:00Z\",\"reason\":\"price\"},"
                                + IN.replace("05T", "07T")),
                moves(pipeline, IN.replace("2025-10-05", "2024-10-05")),
                moves(pipeline, IN.replace("opportunity", "nowhere")),
                moves(pipeline, IN.replace("}}", "},\"override\":\"because\"}")),
                moves(pipeline, IN).replace("m1", "m2")));
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(errors.getList("items.field", String.class))
                .isEqualTo(List.of(
                        "moves[0].to", "moves[1].to", "moves[0].occurredAt", "moves[0].to", "moves[0]", "externalId"));
        assertThat(errors.getString("items[0].message")).contains("the customer has to state its need");
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items.status"))
                .isEqualTo(List.of("LEAD"));
    }

    private static String moves(String pipeline, String moves) {
        return "{\"externalId\":\"m1\",\"pipeline\":\"%s\",\"moves\":[%s]}".formatted(pipeline, moves);
    }
}
