package dealflow.funnel.question;

import dealflow.edge.query.OrNone;
import dealflow.edge.query.OrNoneParameters;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.refusal.InvalidParameterException;
import dealflow.funnel.rollup.Filter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** The parameters that every statistic takes. */
public class Asked extends OrNoneParameters {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");

    public static final String BOM = "bom";

    @RestPath
    @Parameter(description = "The key of the pipeline", example = "demo")
    public String pipeline;

    @QueryParam("from")
    @Parameter(
            description =
                    "Where the window begins: a date, in the pipeline's time zone, or an instant, in the years 1900 to 2200; "
                            + "without it a year before 'to' (for who may not see the single deals, the first of that month)",
            example = "2026-01-01")
    public String from;

    @QueryParam("to")
    @Parameter(description = "Where it ends, itself excluded; without it 'asOf'", example = "2026-07-01")
    public String to;

    @QueryParam("asOf")
    @Parameter(
            description = "As of which moment to answer, in the years 1900 to 2200; without it now",
            example = "2026-07-01T00:00:00Z")
    public String asOf;

    @QueryParam("within")
    @Parameter(
            description = "Count only what happened within so many days or weeks of a deal's entry",
            example = "P90D")
    public String within;

    @QueryParam("owner")
    @Parameter(description = "Only this person's deals")
    public String owner;

    @QueryParam("team")
    @OrNone
    @Parameter(description = "Only deals of this team; empty for those without one")
    public String team;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one")
    public String product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals of this source; empty for those without one")
    public String source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one")
    public String region;

    @QueryParam("minAmount")
    @Parameter(description = "Only deals of at least this amount, in the pipeline's currency", example = "1000.00")
    public String minAmount;

    @QueryParam("maxAmount")
    @Parameter(description = "Only deals of at most this amount")
    public String maxAmount;

    /** Read where the answer is written. */
    @QueryParam(BOM)
    @DefaultValue("false")
    @Parameter(description = "Whether a table begins with a byte order mark, which Excel needs to see UTF-8")
    boolean bom;

    public Question of(Questions questions) {
        return over(questions, from, to);
    }

    /** The same question about another window. */
    public Question over(Questions questions, String begin, String end) {
        return questions.question(pipeline, new Question.Times(begin, end, asOf, within), filter());
    }

    /** The same question about a base period: without one, the period of the same length before the window. */
    public Question base(Questions questions, String baseFrom, String baseTo) {
        if (baseFrom == null && baseTo == null) {
            return of(questions).before();
        }
        if (baseFrom == null || baseTo == null) {
            throw new InvalidParameterException("baseFrom", "and 'baseTo' come together");
        }
        return over(questions, baseFrom, baseTo);
    }

    public Filter filter() {
        return new Filter(
                owner,
                orNone("team", team),
                orNone("product", product),
                orNone("source", source),
                orNone("region", region),
                amount("minAmount", minAmount),
                amount("maxAmount", maxAmount));
    }

    /** The reason of a loss. */
    public String reason(String given) {
        return orNone("reason", given);
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

    /** What to group by; written exactly so, because who may ask depends on it. Null for nothing. */
    public static Dimension dimension(String by) {
        if (by == null) {
            return null;
        }
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.name().toLowerCase(Locale.ROOT).equals(by))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "by", "'%s' is not one of owner, team, product, source, region".formatted(by)));
    }

    /** One of the choices of an enum, written in lower case; null for none. */
    public static <E extends Enum<E>> E choice(String parameter, String text, Class<E> choices) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().replace("_", "").equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        parameter,
                        "'%s' is not one of %s"
                                .formatted(
                                        text,
                                        Arrays.toString(choices.getEnumConstants())
                                                .toLowerCase(Locale.ROOT))));
    }
}
