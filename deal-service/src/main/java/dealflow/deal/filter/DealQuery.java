package dealflow.deal.filter;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.edge.access.Sights;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.Range;
import dealflow.edge.query.Ranged;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that choose deals; {@link DealParameters} reads them. */
public class DealQuery extends FilterParameters {

    @Inject
    DealParameters parameters;

    @Inject
    Views views;

    @Inject
    Sights sights;

    @QueryParam("ids")
    @Parameter(
            description =
                    "Only these, at most 100 ids with commas between them; those that are not there, or not the caller's to "
                            + "see, are left out",
            example = "01a210bc-b30d-7000-ae4f-4cb6cf0e0898")
    String ids;

    @QueryParam("pipeline")
    @Parameter(description = "Only this pipeline's, by its key; one that there is not is refused", example = "export")
    List<String> pipeline;

    @QueryParam("stage")
    @Parameter(description = "Only in this stage: its key, the won stage's, or 'lost'", example = "needs-confirmed")
    List<String> stage;

    @QueryParam("status")
    @Parameter(description = "Only with this status", example = "OPEN")
    List<Status> status;

    @QueryParam("owner")
    @Parameter(description = "Only this salesperson's", example = "li.wei@example.com")
    List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(
            description = "Only this team's and those of the teams below it today; empty for those without",
            example = "north")
    List<String> team;

    @QueryParam("teamsBelow")
    @Parameter(
            description =
                    "Whether a team stands for those below it, too, which it does unless given; false for its own deals only",
            example = "true")
    Boolean teamsBelow;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only of this product; empty for those without", example = "lamps")
    List<String> product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only from this source; empty for those without", example = "fair")
    List<String> source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only of this region; empty for those without", example = "EU")
    List<String> region;

    @QueryParam("customer")
    @OrNone
    @Parameter(
            description = "Only of the customer with exactly this name; empty for those without",
            example = "Nordlys AS")
    List<String> customer;

    @QueryParam("externalId")
    @OrNone
    @Parameter(description = "Only with this key of another system; empty for those without", example = "173688")
    List<String> externalId;

    @QueryParam("field")
    @Parameter(
            description =
                    "Only with this value of one of the company's own fields that is a dimension: its key, a colon and the value; "
                            + "a range of a number or a date; nothing behind the colon for those without",
            example = "incoterm:FOB")
    List<String> field;

    @QueryParam("q")
    @Parameter(
            description =
                    "Only where each of these words begins a word of the title or of the customer's name; of Chinese, "
                            + "where the characters occur together",
            example = "solar lamp")
    String q;

    @QueryParam("amount")
    @OrNone
    @Ranged(Range.Of.AMOUNT)
    @Parameter(
            description = "Only with an amount in this range, in the pipeline's currency, both ends included: "
                    + "10000..50000, ..50000, 10000.. or one amount; empty for those without",
            example = "10000..50000")
    String amount;

    @QueryParam("expectedCloseOn")
    @OrNone
    @Ranged(Range.Of.DATE)
    @Parameter(
            description = "Only expected to close in this range of days, both ends included: 2026-01-01..2026-03-31, "
                    + "..2026-03-31, 2026-01-01.. or one day; empty for those without",
            example = "2026-01-01..2026-03-31")
    String expectedCloseOn;

    @QueryParam("stageEnteredAt")
    @Ranged(Range.Of.INSTANT)
    @Parameter(
            description = "Only in their stage since a moment in this range, both ends included",
            example = "..2026-01-01T00:00:00Z")
    String stageEnteredAt;

    @QueryParam("updatedAt")
    @Ranged(Range.Of.INSTANT)
    @Parameter(
            description = "Only last changed at a moment in this range, both ends included",
            example = "2026-03-01T00:00:00Z..2026-03-31T00:00:00Z")
    String updatedAt;

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

    @QueryParam("view")
    @Parameter(
            description = "Only what this view shows, by its key; the other parameters narrow it further",
            example = "big-in-the-north")
    String view;

    public DealFilter filter() {
        var asked = parameters.filter(asked());
        return view == null ? asked : views.filter(view, sights.caller()).and(asked);
    }
}
