package dealflow.forecast.answer;

import dealflow.forecast.http.Parameters;
import dealflow.forecast.measure.Question;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What, and by which periods. */
public class QuestionParameters extends PeriodParameters {

    @QueryParam("measure")
    @DefaultValue("bookings")
    @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
    public String measure;

    public Question question(LocalDate today, String by) {
        return question(today, Parameters.measure(measure), by);
    }
}
