package dealflow.deal.register;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.limit.Bounds;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.Range;
import dealflow.edge.query.Ranged;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that choose deals. */
public class DealQuery extends FilterParameters {

    /** A page of other lists' deals. */
    private static final int MOST_IDS = 100;

    @Inject
    Pipelines pipelines;

    @Inject
    FieldDefinitions fields;

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
    @Parameter(description = "Only this team's; empty for those without", example = "north")
    List<String> team;

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

    public DealFilter filter() {
        if (updatedSince != null && !Bounds.hold(updatedSince)) {
            throw new InvalidFieldException("updatedSince", Bounds.YEARS);
        }
        if (pipeline != null) {
            pipeline.forEach(this::refuseUnknown);
        }
        return new DealFilter(chosen(), values(), ranges(), fields.filter("field", field), q, verdict, stalled);
    }

    private Map<DealDimension, List<String>> values() {
        var values = new EnumMap<DealDimension, List<String>>(DealDimension.class);
        for (var dimension : DealDimension.values()) {
            var wanted = any(dimension.parameter());
            if (wanted != null) {
                values.put(dimension, wanted);
            }
        }
        return values;
    }

    private List<DealRange> ranges() {
        return Stream.of(
                        DealRange.ofAmount(orNone("amount", amount)),
                        DealRange.ofExpectedClose(orNone("expectedCloseOn", expectedCloseOn)),
                        DealRange.ofMoment("stage_entered_at", stageEnteredAt),
                        DealRange.ofMoment("updated_at", updatedAt),
                        DealRange.since("updated_at", updatedSince))
                .flatMap(List::stream)
                .toList();
    }

    /** A misspelt pipeline has no deals, which would look like one that is empty. */
    private void refuseUnknown(String key) {
        try {
            pipelines.current(key);
        } catch (NotFoundException e) {
            throw new InvalidFieldException(
                    "pipeline", "there is no pipeline '%s'; GET /pipelines lists them".formatted(key));
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
