package dealflow.funnel.company;

import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.question.DealFilters;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which pipelines, and of them the deals and times that all of them share. */
public class CompanyParameters extends DealFilters {

    @QueryParam("pipeline")
    @Parameter(description = "The keys of the pipelines, at most 20; without any, all")
    List<String> pipeline;

    @QueryParam("currency")
    @Parameter(
            description = "The ISO 4217 code of the currency of all amounts; needed where the pipelines have several",
            example = "EUR")
    String currency;

    @QueryParam("from")
    @Parameter(
            description =
                    "Where the window begins: a date, in each pipeline's time zone, or an instant, in the years 1900 to 2200; "
                            + "without it a year before 'to' (for who may not see the single deals, the first of that month)",
            schema = @Schema(ref = "Moment"),
            example = "2026-01-01")
    String from;

    @QueryParam("to")
    @Parameter(
            description = "Where it ends, itself excluded; without it 'asOf'",
            schema = @Schema(ref = "Moment"),
            example = "2026-07-01")
    String to;

    @QueryParam("asOf")
    @Parameter(
            description =
                    "As of which moment to answer, in the years 1900 to 2200, and at the exchange rates of its day; without it now",
            schema = @Schema(ref = "Moment"),
            example = "2026-07-01T00:00:00Z")
    String asOf;

    @QueryParam("within")
    @Parameter(
            description = "Count only what happened within so many days or weeks of a deal's entry",
            schema = @Schema(type = SchemaType.STRING, format = "duration"),
            example = "P90D")
    String within;

    /** Read where the answer is written. */
    @QueryParam(CsvWriter.BOM)
    @DefaultValue("false")
    @Parameter(description = "Whether a table begins with a byte order mark, which Excel needs to see UTF-8")
    boolean bom;

    List<String> pipelines() {
        return pipeline;
    }

    String currency() {
        return currency;
    }

    /** Of all pipelines as of the same moment. */
    Question.Times times(Instant now) {
        return new Question.Times(from, to, asOf == null ? now.toString() : asOf, within);
    }

    Filter filter() {
        return filter(null, null);
    }
}
