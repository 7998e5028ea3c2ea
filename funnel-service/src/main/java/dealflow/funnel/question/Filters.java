package dealflow.funnel.question;

import dealflow.edge.query.InvalidParameterException;
import dealflow.edge.query.Range;
import dealflow.edge.query.Ranged;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.OwnField;
import dealflow.funnel.history.TeamGroups;
import dealflow.funnel.rollup.Filter;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** The parameters that say which deals of a pipeline are asked about. */
public class Filters extends DealFilters {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");

    @RestPath
    @Parameter(description = "The key of the pipeline", example = "demo")
    public String pipeline;

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
        return filter(
                later(range == null ? null : range.from(), amount("minAmount", minAmount)),
                earlier(range == null ? null : range.to(), amount("maxAmount", maxAmount)));
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
