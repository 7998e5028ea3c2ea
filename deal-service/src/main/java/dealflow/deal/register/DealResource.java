package dealflow.deal.register;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.contract.event.Confirmation;
import dealflow.contract.event.DealEvent;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.DealFields;
import dealflow.deal.filter.DealOrder;
import dealflow.deal.filter.DealQuery;
import dealflow.deal.http.Answers;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.MergePatch;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import dealflow.edge.query.FieldsOf;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals")
@Tag(name = "Deals", description = "Deals, where they stand in the customer's buying process, and what is missing")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class DealResource {

    private static final String SORT =
            "recorded (unless given), updatedAt, stageEnteredAt, amount (in the pipeline's currency; unknown ones count as less than "
                    + "any), expectedCloseOn (unknown ones as later than any); with a minus in front the other way round";

    private static final String NEW_DEAL =
            """
            {"pipeline":"export","title":"Solar lamps, 2 containers","customer":{"name":"Nordlys AS","country":"NO"},\
            "owner":"li.wei@example.com","team":"north","product":"lamps","source":"fair",\
            "amount":{"amount":"48000.00","currency":"USD"},"expectedCloseOn":"2026-12-15"}""";

    @Inject
    DealRegister register;

    @Inject
    DealList deals;

    @Inject
    ObjectMapper json;

    @Inject
    SecurityIdentity caller;

    /** A deal to be opened. */
    @Schema(requiredProperties = {"pipeline", "title"})
    public record NewDeal(
            String pipeline,
            String externalId,
            String title,
            Customer customer,
            String owner,
            String team,
            String product,
            String source,
            String region,
            Map<String, Object> fields,
            Money amount,
            List<DealLine> lines,
            LocalDate expectedCloseOn,
            List<PaymentTerm> paymentTerms,
            String stage,
            Instant occurredAt,
            Confirmation confirmation,
            Qualification qualification) {

        DealRegister.Opening opening() {
            var written = new DealFields(
                    title,
                    customer,
                    owner,
                    team,
                    product,
                    source,
                    region,
                    fields,
                    amount,
                    lines,
                    expectedCloseOn,
                    paymentTerms);
            return new DealRegister.Opening(
                    pipeline, externalId, written, stage, occurredAt, confirmation, qualification);
        }
    }

    /** One change of a deal, as it was published. */
    public record HistoryEntry(
            long sequence,
            @Schema(ref = "EventType", required = true) String type,
            @Schema(required = true) Instant occurredAt,
            @JsonRawValue @Schema(implementation = DealEvent.class, required = true) String event) {}

    @POST
    @Idempotent
    @Operation(
            operationId = "openDeal",
            summary = "Open a deal",
            description = "As a lead in the pipeline's first stage or, with the customer's confirmation and a genuine "
                    + "qualification, inside the funnel.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewDeal.class),
                            example = NEW_DEAL))
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response open(NewDeal deal) {
        Bodies.required(deal);
        var opened = register.open(deal.opening(), actor());
        return Response.created(URI.create("/deals/" + opened.deal().id()))
                .tag(String.valueOf(opened.version()))
                .entity(opened.deal())
                .build();
    }

    @GET
    @Operation(
            operationId = "listDeals",
            summary = "List deals",
            description =
                    "Every parameter narrows the list. One that may be repeated finds what has any of its values; amounts, days and moments "
                            + "take ranges; see each. 'cursor' takes the 'next' of the page before. A deal that does "
                            + "not change meanwhile is on exactly one page, whatever happens to others.")
    public Page<DealSnapshot> list(
            @BeanParam DealQuery query,
            @Parameter(
                            description = SORT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "recorded",
                                                "-recorded",
                                                "updatedAt",
                                                "-updatedAt",
                                                "stageEnteredAt",
                                                "-stageEnteredAt",
                                                "amount",
                                                "-amount",
                                                "expectedCloseOn",
                                                "-expectedCloseOn"
                                            }),
                            example = "-amount")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return page(query, sort, cursor, limit);
    }

    private Page<DealSnapshot> page(DealQuery query, String sort, String cursor, int limit) {
        var order = DealOrder.of(sort);
        var page = deals.page(query.filter(), order, DealCursor.place(cursor, order), limit);
        return new Page<>(page.deals(), page.last() == null ? null : DealCursor.of(page.last(), order));
    }

    @GET
    @Path("rows")
    @Operation(
            operationId = "listDealRows",
            summary = "List some fields of deals",
            description =
                    "The same list, each deal with the fields only that are asked for, for tables and boards. It has an address of its "
                            + "own so that what lists deals answers whole deals, always.")
    public Page<DealRow> rows(
            @BeanParam DealQuery query,
            @Parameter(
                            description = "Which fields of a deal; repeat it for several. All of them unless given",
                            example = "id")
                    @QueryParam("fields")
                    @FieldsOf(DealSnapshot.class)
                    List<String> fields,
            @Parameter(
                            description = SORT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "recorded",
                                                "-recorded",
                                                "updatedAt",
                                                "-updatedAt",
                                                "stageEnteredAt",
                                                "-stageEnteredAt",
                                                "amount",
                                                "-amount",
                                                "expectedCloseOn",
                                                "-expectedCloseOn"
                                            }),
                            example = "-amount")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var page = page(query, sort, cursor, limit);
        return new Page<>(
                page.items().stream()
                        .map(deal -> DealRow.of(json.valueToTree(deal), fields))
                        .toList(),
                page.next());
    }

    @GET
    @Path("totals")
    @Operation(
            operationId = "getDealTotals",
            summary = "Count deals",
            description =
                    "How many deals the same parameters as a list's leave in each stage, and what they are worth in the "
                            + "pipeline's currency. A deal whose amount is unknown is counted, and is in no sum.")
    public Page<DealList.Total> totals(@BeanParam DealQuery query) {
        return new Page<>(deals.totals(query.filter()), null);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDeal", summary = "One deal", description = "The ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The deal",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response get(UUID id) {
        return Answers.of(register.get(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "reviseDeal",
            summary = "Revise a deal",
            description = "A JSON Merge Patch (RFC 7396) of the fields that people write; null removes a value.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = DealFields.class),
                            example = "{\"amount\":{\"amount\":\"52000.00\",\"currency\":\"USD\"}}"))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response revise(UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch)
            throws JsonProcessingException {
        Bodies.required(patch);
        return Answers.of(
                register.revise(id, Bodies.version(ifMatch), MergePatch.of(patch, json, DealFields.class), actor()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.MANAGER, Roles.OPS})
    @Operation(
            operationId = "deleteDeal",
            summary = "Delete a deal",
            description = "For what should never have been recorded: it vanishes from every statistic. A deal that "
                    + "was lost is moved to 'lost' instead.")
    public void delete(UUID id, @HeaderParam("If-Match") String ifMatch) {
        register.delete(id, Bodies.version(ifMatch), actor());
    }

    @GET
    @Path("{id}/history")
    @Operation(
            operationId = "listDealHistory",
            summary = "A deal's history",
            description = "Every event of it, oldest first, as it was published.")
    public Page<HistoryEntry> history(
            UUID id,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var after = Page.after(cursor, Long::valueOf);
        var events = register.history(id, after == null ? 0 : after, limit + 1).stream()
                .map(event -> new HistoryEntry(event.version(), event.type(), event.occurredAt(), event.payload()))
                .toList();
        return Page.of(events, limit, HistoryEntry::sequence);
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
