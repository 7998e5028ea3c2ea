package dealflow.deal.register;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.limit.Bounds;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OrNoneParameters;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that choose deals. */
public class DealQuery extends OrNoneParameters {

    /** A page of other lists' deals. */
    private static final int MOST_IDS = 100;

    @Inject
    Pipelines pipelines;

    @QueryParam("ids")
    @Parameter(
            description =
                    "Only these, at most 100 ids with commas between them; those that are not there, or not the caller's to "
                            + "see, are left out",
            example = "01a210bc-b30d-7000-ae4f-4cb6cf0e0898")
    String ids;

    @QueryParam("pipeline")
    @Parameter(description = "Only this pipeline's, by its key; one that there is not is refused", example = "export")
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
    @OrNone
    @Parameter(description = "Only this team's; empty for those without", example = "north")
    String team;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only of this product; empty for those without", example = "lamps")
    String product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only from this source; empty for those without", example = "fair")
    String source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only of this region; empty for those without", example = "EU")
    String region;

    @QueryParam("customer")
    @OrNone
    @Parameter(
            description = "Only of the customer with exactly this name; empty for those without",
            example = "Nordlys AS")
    String customer;

    @QueryParam("externalId")
    @OrNone
    @Parameter(description = "Only with this key of another system; empty for those without", example = "173688")
    String externalId;

    @QueryParam("q")
    @Parameter(
            description =
                    "Only where each of these words begins a word of the title or of the customer's name; of Chinese, "
                            + "where the characters occur together",
            example = "solar lamp")
    String q;

    @QueryParam("updatedSince")
    @Parameter(
            description = "Only changed at or after this instant, in the years 1900 to 2200",
            example = "2026-03-01T00:00:00Z")
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

    public DealFilter filter() {
        if (updatedSince != null && !Bounds.hold(updatedSince)) {
            throw new InvalidFieldException("updatedSince", Bounds.YEARS);
        }
        if (pipeline != null) {
            refuseUnknown();
        }
        return new DealFilter(
                chosen(),
                pipeline,
                stage,
                status,
                owner,
                orNone("team", team),
                orNone("product", product),
                orNone("source", source),
                orNone("region", region),
                orNone("customer", customer),
                orNone("externalId", externalId),
                q,
                updatedSince,
                verdict,
                stalled);
    }

    /** A misspelt pipeline has no deals, which would look like one that is empty. */
    private void refuseUnknown() {
        try {
            pipelines.current(pipeline);
        } catch (NotFoundException e) {
            throw new InvalidFieldException(
                    "pipeline", "there is no pipeline '%s'; GET /pipelines lists them".formatted(pipeline));
        }
    }

    private Set<UUID> chosen() {
        if (ids == null) {
            return null;
        }
        var found = ids.split(",", -1);
        if (found.length > MOST_IDS) {
            throw new InvalidFieldException("ids", "must be at most %d".formatted(MOST_IDS));
        }
        try {
            return Stream.of(found).map(UUID::fromString).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("ids", "must be ids of deals with commas between them");
        }
    }
}
