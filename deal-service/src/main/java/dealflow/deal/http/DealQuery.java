package dealflow.deal.http;

import dealflow.contract.Qualification;
import dealflow.contract.Status;
import dealflow.deal.DealFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that choose deals. */
public class DealQuery {

    @QueryParam("pipeline")
    @Parameter(description = "Only this pipeline's", example = "export")
    String pipeline;

    @QueryParam("stage")
    @Parameter(description = "Only in this stage: its key, the won stage's, or 'lost'", example = "needs-confirmed")
    String stage;

    @QueryParam("status")
    @Parameter(description = "Only with this status", example = "OPEN")
    Status status;

    @QueryParam("owner")
    @Parameter(description = "Only this salesperson's", example = "li.wei@example.com")
    String owner;

    @QueryParam("team")
    @Parameter(description = "Only this team's", example = "north")
    String team;

    @QueryParam("product")
    @Parameter(description = "Only of this product", example = "lamps")
    String product;

    @QueryParam("source")
    @Parameter(description = "Only from this source", example = "fair")
    String source;

    @QueryParam("region")
    @Parameter(description = "Only of this region", example = "EU")
    String region;

    @QueryParam("customer")
    @Parameter(description = "Only of the customer with exactly this name", example = "Nordlys AS")
    String customer;

    @QueryParam("externalId")
    @Parameter(description = "Only with this key of another system", example = "173688")
    String externalId;

    @QueryParam("q")
    @Parameter(
            description =
                    "Only where each of these words begins a word of the title or of the customer's name; of Chinese, "
                            + "where the characters occur together",
            example = "solar lamp")
    String q;

    @QueryParam("updatedSince")
    @Parameter(description = "Only changed at or after this instant", example = "2026-03-01T00:00:00Z")
    Instant updatedSince;

    @QueryParam("verdict")
    @Parameter(description = "Only opportunities (GENUINE) or pseudo-opportunities (PSEUDO)", example = "PSEUDO")
    Qualification.Verdict verdict;

    @QueryParam("stalled")
    @Parameter(
            description =
                    "Only deals that have been in their stage for longer than it allows and are not snoozed (true), "
                            + "or only others (false)",
            example = "true")
    Boolean stalled;

    DealFilter filter() {
        return new DealFilter(
                pipeline,
                stage,
                status,
                owner,
                team,
                product,
                source,
                region,
                customer,
                externalId,
                q,
                updatedSince,
                verdict,
                stalled);
    }
}
