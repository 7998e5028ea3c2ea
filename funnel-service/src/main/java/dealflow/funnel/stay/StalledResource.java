package dealflow.funnel.stay;

import dealflow.edge.access.Roles;
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

@Path("/funnels/{pipeline}/stalled")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
public class StalledResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getStalledDeals",
            summary = "What stands still",
            description =
                    "Per stage, the open deals that have been in it for longer than its threshold (in calendar or business days of the "
                            + "pipeline; where it sets none, longer than nine of ten finished stays), and those that are snoozed. "
                            + "/deals?cell=stalled lists them.")
    public StalledAnswer stalled(@BeanParam QuestionParameters parameters) {
        return StalledAnswer.of(parameters.of(questions), questions.minimum());
    }
}
