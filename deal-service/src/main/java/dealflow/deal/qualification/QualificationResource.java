package dealflow.deal.qualification;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.deal.http.Answers;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}")
@Tag(name = "Qualification", description = "What is known of the customer, with the evidence")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class QualificationResource {

    private static final String GENUINE =
            """
            {"need":{"state":"CONFIRMED","evidence":"inquiry of 1 March"},"budget":{"state":"CLAIMED","evidence":"call"},\
            "keyPerson":{"state":"CONFIRMED","evidence":"K. Berg"},"fit":{"state":"CLAIMED","evidence":"EN 60598 held"}}""";

    @Inject
    Qualifications qualifications;

    @Inject
    SecurityIdentity caller;

    /** A checklist item's new state. */
    public record NewTick(boolean done, String evidence) {}

    @GET
    @Path("checklist")
    @Operation(
            operationId = "getChecklist",
            summary = "A deal's checklist",
            description = "Every item of its pipeline, with its tick if it has one.")
    public Page<Qualifications.ChecklistEntry> checklist(UUID id) {
        return new Page<>(qualifications.checklist(id), null);
    }

    @PUT
    @Path("checklist/{item}")
    @Operation(
            operationId = "tickChecklistItem",
            summary = "Tick a checklist item",
            description = "With evidence where it is the customer who confirms it; done=false unticks it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewTick.class),
                            example = "{\"done\":true,\"evidence\":\"mail of 2 March\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response tick(UUID id, String item, @HeaderParam("If-Match") String ifMatch, NewTick tick) {
        Bodies.required(tick);
        return Answers.of(
                qualifications.tick(id, Bodies.version(ifMatch), item, tick.done(), tick.evidence(), actor()));
    }

    @PUT
    @Path("qualification")
    @Operation(
            operationId = "qualifyDeal",
            summary = "Qualify a deal",
            description =
                    "Need, budget, key person and fit, each UNKNOWN, CLAIMED or CONFIRMED (by the customer), with "
                            + "evidence. Whether that makes an opportunity is computed.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Qualification.class),
                            example = GENUINE))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response qualify(UUID id, @HeaderParam("If-Match") String ifMatch, Qualification qualification) {
        Bodies.required(qualification);
        return Answers.of(qualifications.qualify(id, Bodies.version(ifMatch), qualification, actor()));
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
