package dealflow.deal.approval;

import dealflow.deal.http.Page;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/approvals")
@Tag(name = "Approvals")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class DealApprovalResource {

    @Inject
    Approvals approvals;

    @GET
    @Operation(
            operationId = "listApprovalsOfDeal",
            summary = "A deal's approvals",
            description =
                    "All that was asked of others about it, oldest first, with what they decided and whether it was used.")
    public Page<Approval> list(UUID id) {
        return new Page<>(approvals.of(id), null);
    }
}
