package dealflow.funnel.question;

import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.InvalidParameterException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters that every statistic takes: which deals, and which times. */
public class QuestionParameters extends Filters {

    @QueryParam("from")
    @Parameter(
            schema = @Schema(ref = "Moment"),
            description =
                    "Where the window begins: a date, in the pipeline's time zone, or an instant, in the years 1900 to 2200; "
                            + "without it a year before 'to' (for who may not see the single deals, the first of that month)",
            example = "2026-01-01")
    public String from;

    @QueryParam("to")
    @Parameter(
            description = "Where it ends, itself excluded; without it 'asOf'",
            schema = @Schema(ref = "Moment"),
            example = "2026-07-01")
    public String to;

    @QueryParam("asOf")
    @Parameter(
            description = "As of which moment to answer, in the years 1900 to 2200; without it now",
            schema = @Schema(ref = "Moment"),
            example = "2026-07-01T00:00:00Z")
    public String asOf;

    @QueryParam("within")
    @Parameter(
            description = "Count only what happened within so many days or weeks of a deal's entry",
            schema = @Schema(type = SchemaType.STRING, format = "duration"),
            example = "P90D")
    public String within;

    @Override
    protected LocalDate day() {
        try {
            return asOf == null
                    ? super.day()
                    : asOf.length() == 10
                            ? LocalDate.parse(asOf)
                            : LocalDate.ofInstant(Instant.parse(asOf), ZoneOffset.UTC);
        } catch (DateTimeException e) {
            // The question refuses it.
            return super.day();
        }
    }

    /** Read where the answer is written. */
    @QueryParam(CsvWriter.BOM)
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

    /** The reason of a loss. */
    public String reason(String given) {
        return orNone("reason", given);
    }

    /** One of the choices of an enum, in any case; null for none. */
    public static <E extends Enum<E>> E choice(String parameter, String text, Class<E> choices) {
        if (text == null) {
            return null;
        }
        var all = choices.getEnumConstants();
        return Arrays.stream(all)
                .filter(choice -> key(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        parameter,
                        "'%s' is not one of %s"
                                .formatted(
                                        text,
                                        Arrays.stream(all)
                                                .map(QuestionParameters::key)
                                                .toList())));
    }

    /** How a choice is written: {@code winRate} for {@code WIN_RATE}. */
    public static String key(Enum<?> choice) {
        var words = choice.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words, 1, words.length)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
