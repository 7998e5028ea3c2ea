package dealflow.consumer.company;

import dealflow.edge.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How it is answered that pipelines cannot be added up. */
class CompanyProblems {

    private final Problem problem;

    CompanyProblems(Problem problem) {
        this.problem = problem;
    }

    @ServerExceptionMapper
    Response missing(MissingRatesException e) {
        return problem.of(422, "Exchange rate missing", e.getMessage(), Map.of("missing", e.each()));
    }
}
