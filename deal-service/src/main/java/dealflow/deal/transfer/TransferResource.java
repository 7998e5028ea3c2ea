package dealflow.deal.transfer;

import dealflow.contract.deal.Status;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sights;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/transfers")
@Tag(name = "Transfers", description = "Deals that go from one owner to another, however many they are")
@RolesAllowed(Roles.OPS)
public class TransferResource {

    @Inject
    Transfers transfers;

    @Inject
    Sights sights;

    /**
     * What is to go to whom.
     *
     * @param from the owner whose deals go
     * @param pipeline only of this one; left out, of all
     * @param dealStatus only those that are so on the day; left out, all
     * @param filter only those that it finds on the day: parameters of the deal list, each with its values; left out, all
     * @param view instead, the filter that this view has now
     * @param toTeam left out, each deal stays with its team
     * @param effectiveOn the day, of UTC, from today to a year from now; left out, today
     */
    @Schema(requiredProperties = {"from", "to"})
    public record NewTransfer(
            String from,
            String pipeline,
            Status dealStatus,
            Map<String, List<String>> filter,
            String view,
            String to,
            String toTeam,
            LocalDate effectiveOn) {}

    @POST
    @Idempotent
    @Operation(
            operationId = "orderTransfer",
            summary = "Transfer deals",
            description =
                    "All deals of an owner, or those of them that a filter or a view finds, go to another one on a day: a job, a hundred "
                            + "deals at a time, one event for each deal. Which deals they are is decided on the day.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewTransfer.class),
                            example =
                                    "{\"from\":\"ann@example.com\",\"to\":\"li.wei@example.com\",\"dealStatus\":\"OPEN\","
                                            + "\"filter\":{\"region\":[\"EU\"]}}"))
    @APIResponse(
            responseCode = "202",
            description = "Ordered; Location names the job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Transfers.Transfer.class)))
    public Response order(NewTransfer order) {
        Bodies.required(order);
        var transfer = transfers.order(
                order.from(),
                new Transfers.Which(order.pipeline(), order.dealStatus(), order.filter(), order.view()),
                order.to(),
                order.toTeam(),
                order.effectiveOn(),
                sights.caller());
        return Response.accepted(transfer)
                .location(URI.create("/transfers/" + transfer.id()))
                .build();
    }

    @GET
    @Operation(operationId = "listTransfers", summary = "List transfers", description = "The latest first.")
    public Page<Transfers.Transfer> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(transfers.list(Page.after(cursor, UUID::fromString), limit + 1), limit, Transfers.Transfer::id);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getTransfer",
            summary = "A transfer's progress",
            description =
                    "processed of total deals; it waits until its day. 'problem' says why the service itself has cancelled it: its filter may name a field that there is no more.")
    public Transfers.Transfer get(UUID id) {
        return transfers.get(id);
    }

    @POST
    @Path("{id}/cancellation")
    @Idempotent
    @Operation(
            operationId = "cancelTransfer",
            summary = "Cancel a transfer",
            description =
                    "Ends one that waits or runs: the deals that have gone over stay there, and 'processed' says how many "
                            + "they are. 409 for one that has ended.")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Transfers.Transfer.class)))
    public Response cancel(UUID id) {
        return Response.ok(transfers.cancel(id)).build();
    }
}
