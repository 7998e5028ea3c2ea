package dealflow.deal.guidance;

import dealflow.deal.http.Languages;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/guidance")
@Tag(name = "Guidance", description = "What to do next")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class GuidanceResource {

    private static final String EXAMPLE =
            """
            {"status":"OPEN","stage":{"key":"customer-recognition","name":"Customer recognition"},\
            "suggested":{"key":"solution-confirmed","name":"Solution confirmed"},"buyingPhase":"SOLUTION_EVALUATION",\
            "concerns":{"first":"Which solution solves the problem","second":"Whether we can be trusted to deliver it",\
            "price":"Price is what the customer cares about least"},"actions":["Send samples and follow them up"],\
            "done":[{"key":"samples-received","name":"The customer has received samples or a trial","required":false,\
            "confirmedBy":"CUSTOMER"}],"missing":[],"verdict":"GENUINE","elementsMissing":[],"fieldsMissing":[],\
            "committee":"Confirmed so far by a user; the decider has confirmed nothing yet",\
            "stay":{"since":"2026-03-20T06:40:00Z","days":12,"businessDays":false,"threshold":"P30D",\
            "outlastedAt":"2026-04-19T06:40:00Z","stalled":false,"snoozedUntil":null,"snoozeReason":null},\
            "price":{"stance":"HOLD","text":"Refuse: sell the solution"}}""";

    @Inject
    Guide guide;

    @GET
    @Operation(
            operationId = "getGuidance",
            summary = "What to do next",
            description =
                    "What follows from where the deal stands: the buying phase, what the customer cares about, our"
                            + " actions, what is done and missing, how long it has been here, and how a request for a"
                            + " lower price is met. 'suggested' is the stage that the ticks tell of, beside the one on"
                            + " record; null where no checklist leads to that. In Chinese or English, as Accept-Language"
                            + " asks.")
    @Parameter(
            name = "Accept-Language",
            in = ParameterIn.HEADER,
            example = "zh",
            description = "zh or en",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "The guidance",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Guidance.class),
                            example = EXAMPLE))
    public Response guidance(UUID id, @Context HttpHeaders headers) {
        var language = Languages.of(headers);
        return Response.ok(guide.guidance(id, language))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.name().toLowerCase())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
