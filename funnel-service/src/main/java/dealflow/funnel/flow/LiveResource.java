package dealflow.funnel.flow;

import dealflow.edge.access.Roles;
import dealflow.funnel.question.Filters;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Not for viewers: the difference between two answers is often one deal. */
@Path("/funnels/{pipeline}/live")
@Tag(name = "Funnels")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class LiveResource {

    private static final String FUNNEL = "funnel";

    @Inject
    Live live;

    /**
     * One event of the stream.
     *
     * @param event its name
     * @param data what stands in it as JSON
     */
    public record FunnelEvent(@Schema(enumeration = FUNNEL) String event, LiveAnswer data) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followFunnel",
            summary = "A funnel as it changes",
            description =
                    "Server-sent events: at once and after every change an event 'funnel' with the capacity of each "
                            + "stage and the flow since the day began; changes of one second come together. A comment every 15 "
                            + "seconds without a change. The difference between two events is often one deal, so "
                            + "a viewer, who sees no single deals, may not watch. A stream ends with the token, and after half an hour: connect again.")
    @APIResponse(
            responseCode = "200",
            description = "Events, for as long as both sides stay",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = FunnelEvent.class)))
    public Multi<OutboundSseEvent> live(@BeanParam Filters filters, @Context Sse sse) {
        return live.funnel(filters.pipeline, filters.filter()).map(answer -> event(sse, answer));
    }

    private static OutboundSseEvent event(Sse sse, Optional<LiveAnswer> answer) {
        return answer.map(funnel -> sse.newEventBuilder()
                        .name(FUNNEL)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(LiveAnswer.class, funnel)
                        .build())
                .orElseGet(() -> sse.newEventBuilder().comment("nothing new").build());
    }
}
