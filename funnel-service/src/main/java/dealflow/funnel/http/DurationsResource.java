package dealflow.funnel.http;

import dealflow.edge.Roles;
import dealflow.funnel.DurationsAnswer;
import dealflow.funnel.Funnels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/durations")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class DurationsResource {

    @Inject
    Funnels funnels;

    @GET
    @Operation(
            summary = "How long it takes",
            description =
                    "The cohort's time in a stage, or without one from the entry until a deal leaves the funnel: median, p75 and p90, the "
                            + "Kaplan-Meier curve with Greenwood's standard error, and a histogram. Open stays are censored, not left out.")
    public DurationsAnswer durations(@BeanParam Asked asked, @QueryParam("stage") String stage) {
        return funnels.durations(asked.of(funnels), stage);
    }
}
