package dealflow.funnel.http;

import dealflow.edge.Roles;
import dealflow.funnel.BreakdownAnswer;
import dealflow.funnel.Funnels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/breakdown")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class BreakdownResource {

    @Inject
    Funnels funnels;

    @GET
    @Operation(
            summary = "A funnel by group",
            description =
                    "The cohort of the window by owner, team, product, source, region or lostReason, each deal where it belongs at asOf: "
                            + "who wins, and who loses deals where, against the team (owners) or the whole (others). Rates are raw and shrunk toward the "
                            + "parent's (beta-binomial); 'difference' and 'note' say what is more than noise.")
    public BreakdownAnswer breakdown(@BeanParam Asked asked, @QueryParam("by") @NotNull String by) {
        return by.equals("lostReason")
                ? funnels.breakdownByLossReason(asked.of(funnels))
                : funnels.breakdown(asked.of(funnels), Asked.dimension(by));
    }
}
