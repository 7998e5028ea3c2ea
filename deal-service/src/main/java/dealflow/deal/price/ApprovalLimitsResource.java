package dealflow.deal.price;

import dealflow.deal.http.Bodies;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/pipelines/{key}/approval-limits")
@Tag(name = "Price")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS})
public class ApprovalLimitsResource {

    private static final String LIMITS =
            """
            {"limits":[{"role":"sales-rep","largestReduction":0.03},{"role":"sales-manager","largestReduction":0.08}]}""";

    @Inject
    RiskReviews reviews;

    @GET
    @Operation(
            operationId = "getApprovalLimits",
            summary = "Who may concede how much",
            description =
                    "The largest part of a price that each role may concede in this pipeline. Without limits everybody "
                            + "may concede anything; sales-ops always may.")
    public ApprovalLimits get(String key) {
        return reviews.limits(key);
    }

    @PUT
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "setApprovalLimits",
            summary = "Set who may concede how much",
            description =
                    "Replaces all limits. They are no part of the pipeline's definition, because that is published.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ApprovalLimits.class),
                            example = LIMITS))
    public ApprovalLimits put(String key, ApprovalLimits limits) {
        Bodies.required(limits);
        return reviews.setLimits(key, limits);
    }
}
