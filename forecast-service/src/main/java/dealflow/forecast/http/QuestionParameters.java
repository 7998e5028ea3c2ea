package dealflow.forecast.http;

import dealflow.forecast.Knowledge;
import dealflow.forecast.Question;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What, by which periods, and split by what. */
public class QuestionParameters extends ScopeParameters {

    @QueryParam("measure")
    @DefaultValue("bookings")
    @Parameter(description = "bookings (orders) or receipts (money)")
    String measure;

    @QueryParam("interval")
    @DefaultValue("month")
    @Parameter(description = "week, month, quarter or year")
    String interval;

    @QueryParam("from")
    @Parameter(description = "A day in the first period; unless given, the one that asOf is in")
    String from;

    @QueryParam("periods")
    @DefaultValue("6")
    @Parameter(description = "How many periods, 1 to 60")
    String periods;

    Question question(Knowledge known, String by) {
        var first = Parameters.date("from", from);
        return new Question(
                scope(),
                Parameters.measure(measure),
                Parameters.interval(interval),
                first == null ? known.today() : first,
                Parameters.periods(periods),
                by == null ? null : Parameters.grouping(by));
    }
}
