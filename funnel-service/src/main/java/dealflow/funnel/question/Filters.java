package dealflow.funnel.question;

import dealflow.consumer.Teams;
import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamTree;
import dealflow.edge.access.Sights;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.InvalidParameterException;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OwnFieldParameters;
import dealflow.edge.query.Range;
import dealflow.edge.query.Ranged;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.OwnField;
import dealflow.funnel.history.TeamGroups;
import dealflow.funnel.ledger.Images;
import dealflow.funnel.rollup.Filter;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** The parameters that say which deals are asked about. */
public class Filters extends FilterParameters {

    static final String TEAMS_BELOW = "teamsBelow";

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");

    @RestPath
    @Parameter(description = "The key of the pipeline", example = "demo")
    public String pipeline;

    @QueryParam("owner")
    @Parameter(description = "Only this person's deals; repeat it for several")
    public List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(
            description =
                    "Only deals of this team and the teams below it, as they stood on the day of 'asOf'; empty for those without one; repeat it "
                            + "for several")
    public List<String> team;

    @QueryParam(TEAMS_BELOW)
    @DefaultValue("true")
    @Parameter(description = "Whether a team stands for those below it, too; false for its own deals only")
    public boolean teamsBelow;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one; repeat it for several")
    public List<String> product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals of this source; empty for those without one; repeat it for several")
    public List<String> source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one; repeat it for several")
    public List<String> region;

    @QueryParam("field")
    @Parameter(description = OwnFieldParameters.FIELD, example = "incoterm:FOB")
    public List<String> field;

    @Inject
    Images images;

    @Inject
    Teams teams;

    @Inject
    Sights sights;

    @QueryParam("amount")
    @Ranged(Range.Of.AMOUNT)
    @Parameter(
            description = "Only deals of an amount in this range, in the pipeline's currency, both ends included: "
                    + "10000..50000, ..50000, 10000.. or one amount",
            example = "1000..50000")
    public String amount;

    @QueryParam("minAmount")
    @Parameter(
            description = "Only deals of at least this amount, in the pipeline's currency",
            schema = @Schema(ref = "Decimal"),
            example = "1000.00")
    public String minAmount;

    @QueryParam("maxAmount")
    @Parameter(description = "Only deals of at most this amount", schema = @Schema(ref = "Decimal"))
    public String maxAmount;

    public Filter filter() {
        var range = amount == null ? null : Range.amounts(amount);
        var asked = new HashMap<Grouping, Set<String>>();
        for (var dimension : Dimension.values()) {
            var values = anyOf(dimension.parameter());
            if (values != null) {
                asked.put(dimension, values);
            }
        }
        ownFields().filter(field).forEach((key, values) -> asked.put(new OwnField(key), values));
        var filter = new Filter(
                asked,
                later(range == null ? null : range.from(), amount("minAmount", minAmount)),
                earlier(range == null ? null : range.to(), amount("maxAmount", maxAmount)));
        return filter.team() == null ? filter : filter.and(chosen(filter));
    }

    /** What was below a team on a past day may be nobody's below it today. */
    private TeamChoice chosen(Filter filter) {
        var choice = new TeamChoice(tree(), filter.team(), teamsBelow);
        if (!choice.isPlain()) {
            sights.checkTeams(filter.owner(), choice.teams());
        }
        return choice;
    }

    private TeamTree tree() {
        return teams.on(day());
    }

    /** The day of which the teams are. */
    protected LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private OwnFieldParameters ownFields() {
        var fields = images.ownFields();
        return new OwnFieldParameters(fields.keys(), fields.singleKeys());
    }

    /** By team each with all below it, where teams have some. */
    private Grouping ofTeams() {
        var asked = anyOf(Dimension.TEAM.parameter());
        return !teamsBelow || tree().isFlat()
                ? Dimension.TEAM
                : new TeamGroups(tree(), asked == null ? Set.of() : asked);
    }

    /** What to group by; written exactly so, because who may ask depends on it. Null for nothing. */
    public Grouping grouping(String by) {
        if (by == null) {
            return null;
        }
        var key = ownFields().group("by", by);
        return key != null
                ? new OwnField(key)
                : Arrays.stream(Dimension.values())
                        .filter(dimension -> dimension.label().equals(by))
                        .findFirst()
                        .map(dimension -> dimension == Dimension.TEAM ? ofTeams() : dimension)
                        .orElseThrow(() -> new InvalidParameterException(
                                "by",
                                "'%s' is not one of owner, team, product, source, region, and no field: with the key of one of the company's own"
                                        .formatted(by)));
    }

    private static BigDecimal later(BigDecimal one, BigDecimal other) {
        return one == null ? other : other == null ? one : one.max(other);
    }

    private static BigDecimal earlier(BigDecimal one, BigDecimal other) {
        return one == null ? other : other == null ? one : one.min(other);
    }

    private static BigDecimal amount(String field, String text) {
        if (text == null) {
            return null;
        }
        if (!AMOUNT.matcher(text).matches()) {
            throw new InvalidParameterException(
                    field,
                    "'%s' must be an amount such as 12000.00, of at most 15 digits and 4 decimals".formatted(text));
        }
        return new BigDecimal(text);
    }
}
