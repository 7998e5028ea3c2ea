package dealflow.forecast.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;

/** Refusals that say what, where, and how to mend it. */
final class Problems {

    private Problems() {}

    static HttpProblem invalid(String parameter, String message) {
        return HttpProblem.builder()
                .withTitle("Bad Request")
                .withStatus(Status.BAD_REQUEST)
                .withDetail("The parameter '" + parameter + "' " + message)
                .with("errors", List.of(Map.of("field", parameter, "message", message)))
                .build();
    }

    static HttpProblem unknownPipeline(String key) {
        return HttpProblem.builder()
                .withTitle("Not Found")
                .withStatus(Status.NOT_FOUND)
                .withDetail("There is no pipeline '" + key + "'; GET /forecasts lists them")
                .build();
    }
}
