package dealflow.deal.price;

import dealflow.deal.http.Bodies;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/risk-review")
@Tag(name = "Price")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class RiskReviewResource {

    private static final String REVIEW =
            """
            {"ways":[{"way":"A competitor stands at the same stage","state":"RULED_OUT","evidence":"mail of 3 June"},\
            {"way":"The market does not bear our price","state":"HOLDS","evidence":"two quotations that K. Berg showed us"},\
            {"way":"It cannot bear the risk after ordering","state":"OPEN"}]}""";

    @Inject
    RiskReviews reviews;

    @Inject
    SecurityIdentity caller;

    /** The ways to walk away, all of them. */
    @Schema(requiredProperties = {"ways"})
    public record NewReview(List<RiskReview.Way> ways) {}

    @GET
    @Operation(
            operationId = "getRiskReview",
            summary = "A deal's risk review",
            description =
                    "Every way in which the customer could still walk away: open, holds, or ruled out. Version 0 is "
                            + "one that has not been made. The ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The review",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RiskReview.class)))
    public Response get(UUID id) {
        return answer(reviews.of(id));
    }

    @PUT
    @Operation(
            operationId = "reviewRisks",
            summary = "Review the risks",
            description =
                    "Replaces the whole review. What holds or is ruled out needs evidence. Ask of each deal at least: "
                            + "can the customer bear the risk after ordering, does its market bear our price, does a competitor "
                            + "stand at the same stage?")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewReview.class),
                            example = REVIEW))
    @APIResponse(
            responseCode = "200",
            description = "The review",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RiskReview.class)))
    public Response put(UUID id, @HeaderParam("If-Match") String ifMatch, NewReview review) {
        Bodies.required(review);
        return answer(reviews.review(
                id,
                Bodies.version(ifMatch),
                review.ways(),
                caller.getPrincipal().getName()));
    }

    private static Response answer(RiskReview review) {
        return Response.ok(review).tag(String.valueOf(review.version())).build();
    }
}
