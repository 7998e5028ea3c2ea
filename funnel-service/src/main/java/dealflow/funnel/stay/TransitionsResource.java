package dealflow.funnel.stay;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/transitions")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class TransitionsResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getTransitions",
            summary = "From where to where",
            description =
                    "The transition matrix: the stays that ended in the window, by stage and by what followed; what never happened is left out.")
    public TransitionsAnswer transitions(@BeanParam QuestionParameters parameters) {
        var question = parameters.of(questions);
        var answer = TransitionsAnswer.of(question, questions.minimum());
        return questions.showDeals(question) ? answer : answer.withheldBy(questions.discretion(question));
    }
}
