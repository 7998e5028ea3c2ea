package dealflow.deal.qualification;

import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/pipelines/{key}/leads")
@Tag(name = "Qualification")
@RolesAllowed({Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class LeadResource {

    @Inject
    Qualifications qualifications;

    @GET
    @Operation(
            operationId = "countLeads",
            summary = "Leads and pseudo-opportunities, counted",
            description =
                    "How many leads of a pipeline the caller may see, how many of them are opportunities already and how many "
                            + "pseudo-opportunities, and what these lack. GET /deals?verdict=PSEUDO lists them. Leads are in no "
                            + "funnel number.")
    public Qualifications.LeadCount count(String key) {
        return qualifications.leads(key);
    }
}
