package dealflow.funnel.http;

import dealflow.edge.Roles;
import dealflow.funnel.FlowAnswer;
import dealflow.funnel.Funnels;
import dealflow.funnel.Interval;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/flow")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class FlowResource {

    @Inject
    Funnels funnels;

    @GET
    @Operation(
            summary = "What flowed in and out",
            description = "Per interval and stage, in number and amount, every term of the balance opening + in + "
                    + "reopened + forwardIn + backwardIn + transferredIn − forwardOut − backwardOut − won − lost − "
                    + "returned − transferredOut + repriced = closing. Intervals end with weeks (Sunday), months or "
                    + "quarters in the pipeline's time zone.")
    public FlowAnswer flow(
            @BeanParam Asked asked,
            @QueryParam("interval") @DefaultValue("month") String interval,
            @QueryParam("by") String by) {
        return funnels.flow(asked.of(funnels), Asked.choice("interval", interval, Interval.class), Asked.dimension(by));
    }
}
