package dealflow.deal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.feed.Feed;
import dealflow.deal.feed.FeedCursor;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.MergePatch;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Scoped;
import dealflow.edge.access.Sights;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/webhooks")
@Tag(name = "Webhooks", description = "The events, sent to other systems and signed (Standard Webhooks)")
@RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
@Scoped(read = Roles.WEBHOOKS_WRITE, write = Roles.WEBHOOKS_WRITE)
public class WebhookResource {

    private static final String NEW =
            """
            {"url":"https://example.com/hooks/dealflow","description":"To the ERP",\
            "types":["dealflow.deal.stage-changed.v1"],"pipelines":["export"]}""";

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookAttempts attempts;

    @Inject
    Feed feed;

    @Inject
    ObjectMapper json;

    @Inject
    SecurityIdentity caller;

    @Inject
    Sights sights;

    /**
     * A webhook to be made. Its filters are those of the feed's parameters: each may have several values, of which any will do.
     *
     * @param types empty for all but those of the forecast, which are sent only where they are named: by sales-ops, or by a service account
     *     with statistics:read
     * @param owners only events of deals that are theirs, or were before the event; empty for all
     * @param teams the same
     * @param fields only events of deals with one of these values of an own field that is a dimension, each {@code KEY:VALUE}
     * @param view only events of deals that this view shows, or showed before the event: the view as it is when something is sent
     * @param after the place in the feed behind which to begin; the end as it is now unless given
     */
    @Schema(requiredProperties = {"url"})
    public record NewWebhook(
            String url,
            String description,
            List<String> types,
            List<String> pipelines,
            List<String> owners,
            List<String> teams,
            List<String> fields,
            String view,
            String after) {

        Webhooks.Fields written() {
            return new Webhooks.Fields(
                    url, description, types, pipelines, owners, teams, fields, view, Webhook.Status.ACTIVE);
        }
    }

    /** Where to begin again: one of the three. */
    public record Replay(
            @Schema(
                            description =
                                    "Everything behind this place: a cursor of the feed; `beginning` for all events, `latest` for none of "
                                            + "what was so far",
                            example = "MTI")
                    String after,
            @Schema(
                            description = "Everything that was recorded since this moment, and perhaps a little more",
                            example = "2026-03-02T09:00:00Z")
                    Instant since,
            @Schema(
                            description = "This event and everything behind it: the `webhook-id` of a message",
                            example = "0197c2f0-6a1e-7000-8000-5b0a7d2f9c11-3")
                    String event) {}

    /** Whether the endpoint took an event: the status of its answer, or what was wrong. */
    public record Ping(boolean delivered, @Nullable Integer status, @Nullable String error) {

        static Ping of(WebhookAttempt attempt) {
            return new Ping(attempt.delivered(), attempt.status(), attempt.error());
        }
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createWebhook",
            summary = "Create a webhook",
            description =
                    "From now on each event is sent to the URL, by HTTPS POST, as a CloudEvent in JSON with the headers "
                            + "webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks. The answer shows the secret "
                            + "that the signatures are made with, this once. 'after' (a cursor of the feed) begins earlier.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewWebhook.class),
                            example = NEW))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookAnswer.class)))
    public Response create(NewWebhook webhook) {
        Bodies.required(webhook);
        mayReadEvents();
        var after = webhook.after() == null ? FeedCursor.LATEST : webhook.after();
        var made = webhooks.create(webhook.written(), FeedCursor.position(after, feed), sights.caller());
        return Response.created(URI.create("/webhooks/" + made.webhook().id()))
                .tag(String.valueOf(made.webhook().version()))
                .entity(WebhookAnswer.of(made))
                .build();
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List webhooks",
            description =
                    "All of them, oldest first, each with how its deliveries stand; to a service account its own.")
    public Page<WebhookAnswer> list() {
        return new Page<>(
                webhooks.list().stream()
                        .filter(this::own)
                        .map(WebhookAnswer::of)
                        .toList(),
                null);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getWebhook",
            summary = "One webhook",
            description =
                    "How far it has come, and what was wrong with the latest attempt. An endpoint that fails for a day "
                            + "is PAUSED with the reason; mend it and set its status to ACTIVE: nothing is lost.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookAnswer.class)))
    public Response get(UUID id) {
        return answer(find(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "changeWebhook",
            summary = "Change a webhook",
            description =
                    "A JSON Merge Patch (RFC 7396). The status PAUSED stops the deliveries, ACTIVE goes on where they "
                            + "stopped, at once.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = Webhooks.Fields.class),
                            example = "{\"status\":\"ACTIVE\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The webhook after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookAnswer.class)))
    public Response change(UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch)
            throws JsonProcessingException {
        Bodies.required(patch);
        mayReadEvents();
        find(id);
        return answer(webhooks.change(
                id, Bodies.version(ifMatch), MergePatch.of(patch, json, Webhooks.Fields.class), sights.caller()));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook", description = "Nothing more is sent to it.")
    public void delete(UUID id, @HeaderParam("If-Match") String ifMatch) {
        find(id);
        webhooks.delete(id, Bodies.version(ifMatch));
    }

    @POST
    @Idempotent
    @Path("{id}/secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Rotate a secret",
            description =
                    "The answer shows the new secret, this once. For a day messages bear the signatures of both, so that "
                            + "the receiver can change over without refusing any.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook with its new secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookAnswer.class)))
    public Response rotate(UUID id, @HeaderParam("If-Match") String ifMatch) {
        find(id);
        var made = webhooks.rotate(id, Bodies.version(ifMatch));
        return Response.ok(WebhookAnswer.of(made))
                .tag(String.valueOf(made.webhook().version()))
                .build();
    }

    @POST
    @Idempotent
    @Path("{id}/ping")
    @Operation(
            operationId = "pingWebhook",
            summary = "Test a webhook",
            description =
                    "Sends one event of the type dealflow.webhook.ping.v1 now, also while it is paused, and tells what "
                            + "came of it.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Ping.class)))
    public Response ping(UUID id) {
        find(id);
        return Response.ok(Ping.of(webhooks.ping(id))).build();
    }

    @POST
    @Idempotent
    @Path("{id}/replay")
    @Operation(
            operationId = "replayWebhook",
            summary = "Replay events",
            description =
                    "Sends everything behind a place in the feed, since a moment or from an event on, again or for the first time, with the same ids. A later "
                            + "place leaves out what lies before it: so an event that the receiver cannot take is passed over.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Replay.class),
                            example = "{\"after\":\"MTI\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The webhook at its new place",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookAnswer.class)))
    public Response replay(UUID id, Replay replay) {
        Bodies.required(replay);
        mayReadEvents();
        find(id);
        return answer(webhooks.replay(id, behind(replay)));
    }

    private long behind(Replay replay) {
        if (Stream.of(replay.after(), replay.since(), replay.event())
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new InvalidFieldException(
                    "after",
                    "is required, or one of since and event instead: a cursor of the feed, beginning or latest");
        }
        if (replay.since() != null) {
            return feed.before(replay.since());
        }
        if (replay.event() != null) {
            return feed.before(replay.event())
                    .orElseThrow(() -> new InvalidFieldException("event", "is no event of the feed"));
        }
        return FeedCursor.position("beginning".equals(replay.after()) ? null : replay.after(), feed);
    }

    @GET
    @Path("{id}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "A webhook's deliveries",
            description =
                    "Each message that was sent in the last 30 days and what came of it, the latest first: the beginning of the answer "
                            + "says why a receiver did not take one. Neither the message nor its signature is kept.")
    public Page<AttemptRecord> deliveries(
            UUID id,
            @Parameter(
                            description = "Only of this event: the `webhook-id` of a message",
                            example = "0197c2f0-6a1e-7000-8000-5b0a7d2f9c11-3")
                    @QueryParam("event")
                    String event,
            @Parameter(description = "Only those that were taken (true), or only others (false)", example = "false")
                    @QueryParam("delivered")
                    Boolean delivered,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        find(id);
        return Page.of(
                attempts.list(id, Page.after(cursor, UUID::fromString), event, delivered, limit + 1),
                limit,
                AttemptRecord::id);
    }

    @POST
    @Idempotent
    @Path("{id}/deliveries/{delivery}/resend")
    @Operation(
            operationId = "retryWebhookDelivery",
            summary = "Send one event again",
            description =
                    "Sends the event of a delivery once more, now, also while the webhook is paused, and tells what came of it. What "
                            + "waits goes on waiting. 409 if the webhook's filters leave the event out now.")
    @APIResponse(
            responseCode = "200",
            description = "The new delivery",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AttemptRecord.class)))
    public Response resend(UUID id, UUID delivery) {
        mayReadEvents();
        find(id);
        return Response.ok(attempts.resend(id, delivery)).build();
    }

    /** A webhook is sent what its maker could read: who may not read the events may not have them sent either. */
    private void mayReadEvents() {
        if (!caller.hasRole(Roles.OPS) && !caller.hasRole(Roles.EVENTS_READ)) {
            throw new ForbiddenException("A webhook is sent the events: the token needs the scope events:read, too");
        }
    }

    /** For a service account, another one's webhook does not exist. */
    private Webhook find(UUID id) {
        var webhook = webhooks.get(id);
        if (!own(webhook)) {
            throw new NotFoundException("webhook", id);
        }
        return webhook;
    }

    private boolean own(Webhook webhook) {
        return caller.hasRole(Roles.OPS)
                || webhook.createdBy().equals(caller.getPrincipal().getName());
    }

    private static Response answer(Webhook webhook) {
        return Response.ok(WebhookAnswer.of(webhook))
                .tag(String.valueOf(webhook.version()))
                .build();
    }
}
