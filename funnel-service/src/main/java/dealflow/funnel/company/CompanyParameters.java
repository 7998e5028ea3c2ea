package dealflow.funnel.company;

import dealflow.consumer.Teams;
import dealflow.contract.organisation.TeamChoice;
import dealflow.edge.access.Sights;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OwnFieldParameters;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.OwnField;
import dealflow.funnel.ledger.Images;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which pipelines, and of them the deals and times that all of them share. */
public class CompanyParameters extends FilterParameters {

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

    @QueryParam("owner")
    @Parameter(description = "Only this person's deals; repeat it for several")
    List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(
            description =
                    "Only deals of this team and the teams below it, as they stand today; empty for those without one; repeat it for several")
    List<String> team;

    @QueryParam("teamsBelow")
    @DefaultValue("true")
    @Parameter(description = "Whether a team stands for those below it, too; false for its own deals only")
    boolean teamsBelow;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one; repeat it for several")
    List<String> product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals of this source; empty for those without one; repeat it for several")
    List<String> source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one; repeat it for several")
    List<String> region;

    @QueryParam("field")
    @Parameter(description = OwnFieldParameters.FIELD, example = "incoterm:FOB")
    List<String> field;

    /** Read where the answer is written. */
    @QueryParam(CsvWriter.BOM)
    @DefaultValue("false")
    @Parameter(description = "Whether a table begins with a byte order mark, which Excel needs to see UTF-8")
    boolean bom;

    @Inject
    Images images;

    @Inject
    Teams teams;

    @Inject
    Sights sights;

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
        var asked = new HashMap<Grouping, Set<String>>();
        for (var dimension : Dimension.values()) {
            var values = anyOf(dimension.parameter());
            if (values != null) {
                asked.put(dimension, values);
            }
        }
        var fields = images.ownFields();
        new OwnFieldParameters(fields.keys(), fields.singleKeys())
                .filter(field)
                .forEach((key, values) -> asked.put(new OwnField(key), values));
        var filter = new Filter(asked, null, null);
        return filter.team() == null ? filter : filter.and(chosen(filter));
    }

    private TeamChoice chosen(Filter filter) {
        var choice = new TeamChoice(teams.on(LocalDate.now(ZoneOffset.UTC)), filter.team(), teamsBelow);
        if (!choice.isPlain()) {
            sights.checkTeams(filter.owner(), choice.teams());
        }
        return choice;
    }
}
