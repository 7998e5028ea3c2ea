package dealflow.deal.feed;

import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Scoped;
import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/events")
@Tag(name = "Events", description = "The same events as on Kafka, for those who have only HTTP")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Scoped(read = Roles.EVENTS_READ)
public class EventResource {

    private static final String STREAMED =
            """
            id:MTI
            event:dealflow.deal.stage-changed.v1
            data:{"specversion":"1.0","id":"0197c2f0-…-3","type":"dealflow.deal.stage-changed.v1","data":{"sequence":3}}

            """;

    @Inject
    Feed feed;

    @Inject
    FeedNotifier notifier;

    @Inject
    EventStreams streams;

    @Inject
    Sights sights;

    @Inject
    EventsConfig config;

    /**
     * Some events of the feed.
     *
     * @param next what to pass as {@code after} next; never null, for the feed has no end
     * @param more whether there may be more already; else wait a while, or ask with {@code wait}
     */
    @Schema(requiredProperties = {"items", "next"})
    public record EventPage(List<CloudEvent> items, String next, boolean more) {

        static EventPage of(FeedPage page) {
            return new EventPage(
                    page.events().stream().map(FeedPage.Placed::event).toList(),
                    FeedCursor.of(page.last()),
                    page.more());
        }
    }

    @GET
    @Operation(
            operationId = "readEvents",
            summary = "Read events",
            description =
                    "In an order in which nothing is ever put in later: each deal's events by their sequence, and all "
                            + "of them from the beginning. Keep 'next' and pass it as 'after'; nothing is missed, however late a "
                            + "transaction ends. Without 'after' from the first event on; 'latest' stands for the end as it is now, "
                            + "from which to read on after having loaded lists.")
    public Uni<EventPage> read(
            @BeanParam EventQuery query,
            @Parameter(description = "The 'next' of the page before, or 'latest'", example = "MTI") @QueryParam("after")
                    String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @Parameter(
                            description = "If there is nothing yet, how long to wait for it, as an ISO 8601 duration",
                            example = "PT20S",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("wait")
                    String wait) {
        var until = System.nanoTime() + patience(wait).toNanos();
        var sight = sights.following();
        var caller = sights.caller();
        return blocking(sight, () -> query.filter(caller))
                .flatMap(filter -> blocking(sight, () -> feed.read(FeedCursor.position(after, feed), filter, limit))
                        .flatMap(page -> orLater(page, sight, filter, limit, until)))
                .map(EventPage::of);
    }

    private Uni<FeedPage> orLater(FeedPage page, Supplier<Sight> sight, EventFilter filter, int limit, long until) {
        var left = Duration.ofNanos(until - System.nanoTime());
        if (!page.events().isEmpty() || page.more() || left.isNegative()) {
            return Uni.createFrom().item(page);
        }
        return notifier.beyond(page.last(), left)
                .flatMap(grown -> blocking(sight, () -> feed.read(page.last(), filter, limit)))
                .flatMap(next -> orLater(next, sight, filter, limit, until));
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamEvents",
            summary = "Stream events",
            description =
                    "Server-sent events for live boards: 'id' is the place in the feed, 'event' the type, 'data' the "
                            + "CloudEvent. A client that was cut off sends Last-Event-ID (browsers do so by themselves) and misses "
                            + "nothing. Without it, and without 'after', from now on. A comment comes at once, and when nothing else does. The "
                            + "stream ends when the token expires.")
    @APIResponse(
            responseCode = "200",
            description = "Events, for as long as both sides stay",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            example = STREAMED))
    @APIResponse(responseCode = "503", description = "Too many streams are open")
    @Blocking
    public Multi<OutboundSseEvent> stream(
            @Context Sse sse,
            @BeanParam EventQuery query,
            @Parameter(description = "The 'id' of the last event seen") @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    String lastEventId,
            @Parameter(description = "The same, or 'latest', for a first connection", example = "latest")
                    @QueryParam("after")
                    @DefaultValue(FeedCursor.LATEST)
                    String after) {
        var from = lastEventId == null || lastEventId.isBlank() ? after : lastEventId;
        return streams.open(FeedCursor.position(from, feed), query.filter(sights.caller()), sse);
    }

    private static <T> Uni<T> blocking(Supplier<Sight> sight, Supplier<T> read) {
        return Uni.createFrom()
                .item(() -> Sights.as(sight.get(), read))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Duration patience(String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        try {
            var asked = Duration.parse(wait);
            if (asked.isNegative() || asked.compareTo(config.longestWait()) > 0) {
                throw new InvalidFieldException("wait", "must be at most " + config.longestWait());
            }
            return asked;
        } catch (DateTimeParseException e) {
            throw new InvalidFieldException("wait", "must be an ISO 8601 duration such as PT20S");
        }
    }
}
