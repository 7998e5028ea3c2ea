package dealflow.forecast.company;

import dealflow.forecast.answer.QuestionParameters;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which pipelines, in which currency, and what is asked of all of them. */
public class CompanyParameters extends QuestionParameters {

    @QueryParam("pipeline")
    @Parameter(description = "The keys of the pipelines, at most 20; without any, all")
    List<String> pipeline;

    @QueryParam("currency")
    @Parameter(
            description = "The ISO 4217 code of the currency of all amounts; needed where the pipelines have several",
            example = "EUR")
    String currency;

    List<String> pipelines() {
        return pipeline;
    }

    String currency() {
        return currency;
    }
}
