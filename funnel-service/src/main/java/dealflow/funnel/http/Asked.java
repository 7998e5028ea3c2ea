package dealflow.funnel.http;

import dealflow.funnel.Dimension;
import dealflow.funnel.Filter;
import dealflow.funnel.Funnels;
import dealflow.funnel.InvalidParameterException;
import dealflow.funnel.Question;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** The parameters that every statistic takes. */
public class Asked {

    @RestPath
    @Parameter(description = "The key of the pipeline", example = "demo")
    String pipeline;

    @QueryParam("from")
    @Parameter(
            description =
                    "Where the window begins: a date, in the pipeline's time zone, or an instant; without it a year "
                            + "before 'to'",
            example = "2026-01-01")
    String from;

    @QueryParam("to")
    @Parameter(description = "Where it ends, itself excluded; without it 'asOf'", example = "2026-07-01")
    String to;

    @QueryParam("asOf")
    @Parameter(description = "As of which moment to answer; without it now", example = "2026-07-01T00:00:00Z")
    String asOf;

    @QueryParam("within")
    @Parameter(
            description = "Count only what happened within so many days or weeks of a deal's entry",
            example = "P90D")
    String within;

    @QueryParam("owner")
    @Parameter(description = "Only this person's deals; for this and the four below, empty is those without a value")
    String owner;

    @QueryParam("team")
    String team;

    @QueryParam("product")
    String product;

    @QueryParam("source")
    String source;

    @QueryParam("region")
    String region;

    @QueryParam("minAmount")
    @Parameter(description = "Only deals of at least this amount, in the pipeline's currency", example = "1000.00")
    String minAmount;

    @QueryParam("maxAmount")
    @Parameter(description = "Only deals of at most this amount")
    String maxAmount;

    Question of(Funnels funnels) {
        return over(funnels, from, to);
    }

    /** The same question about another window. */
    Question over(Funnels funnels, String begin, String end) {
        return funnels.question(pipeline, new Question.Times(begin, end, asOf, within), filter());
    }

    /** The same question about a base period: without one, the period of the same length before the window. */
    Question base(Funnels funnels, String baseFrom, String baseTo) {
        if (baseFrom == null && baseTo == null) {
            var window = of(funnels);
            return funnels.before(window);
        }
        if (baseFrom == null || baseTo == null) {
            throw new InvalidParameterException("baseFrom", "and 'baseTo' come together");
        }
        return over(funnels, baseFrom, baseTo);
    }

    Filter filter() {
        return new Filter(
                owner, team, product, source, region, amount("minAmount", minAmount), amount("maxAmount", maxAmount));
    }

    private static BigDecimal amount(String field, String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(field, "'%s' is not an amount such as 12000.00".formatted(text));
        }
    }

    /** What to group by; written exactly so, because who may ask depends on it. Null for nothing. */
    static Dimension dimension(String by) {
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
    static <E extends Enum<E>> E choice(String parameter, String text, Class<E> choices) {
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
