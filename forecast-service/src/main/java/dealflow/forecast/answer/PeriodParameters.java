package dealflow.forecast.answer;

import dealflow.forecast.fiscal.FiscalYears;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of which deals, and by which periods. */
public class PeriodParameters extends ScopeParameters {

    @QueryParam("interval")
    @DefaultValue("month")
    @Parameter(description = Parameters.INTERVAL, schema = @Schema(ref = "Interval"))
    String interval;

    @QueryParam("from")
    @Parameter(
            description = "A day in the first period, from 1900-01-01; unless given, the one that asOf is in",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    String from;

    @QueryParam("periods")
    @DefaultValue("" + Question.PERIODS)
    @Parameter(
            description = "How many periods; the last one ends within ten years of the day of asOf",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int32",
                            minimum = "1",
                            maximum = "60",
                            defaultValue = "" + Question.PERIODS))
    String periods;

    @Inject
    FiscalYears fiscalYears;

    public Question question(LocalDate today, Measure measure, String by) {
        var first = Parameters.date("from", from);
        var question = new Question(
                scope(),
                measure,
                Parameters.interval(interval, fiscalYears.current()),
                first == null ? today : first,
                Parameters.periods(periods),
                grouping(by));
        Parameters.inSight("from", question.from(), today);
        Parameters.inSight("periods", question.end(), today);
        return question;
    }
}
