package dealflow.forecast.answer;

import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.measure.Question;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What, by which periods, and split by what. */
public class QuestionParameters extends ScopeParameters {

    @QueryParam("measure")
    @DefaultValue("bookings")
    @Parameter(description = "bookings (orders) or receipts (money)")
    public String measure;

    @QueryParam("interval")
    @DefaultValue("month")
    @Parameter(description = "week, month, quarter or year")
    String interval;

    @QueryParam("from")
    @Parameter(description = "A day in the first period, from 1900-01-01; unless given, the one that asOf is in")
    String from;

    @QueryParam("periods")
    @DefaultValue("" + Question.PERIODS)
    @Parameter(description = "How many periods, 1 to 60; the last one ends within ten years of the day of asOf")
    String periods;

    public Question question(LocalDate today, String by) {
        var first = Parameters.date("from", from);
        var question = new Question(
                scope(),
                Parameters.measure(measure),
                Parameters.interval(interval),
                first == null ? today : first,
                Parameters.periods(periods),
                by == null ? null : Parameters.grouping(by));
        Parameters.inSight("from", question.from(), today);
        Parameters.inSight("periods", question.end(), today);
        return question;
    }
}
