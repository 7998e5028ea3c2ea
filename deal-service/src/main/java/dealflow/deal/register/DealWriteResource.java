package dealflow.deal.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.contract.event.Confirmation;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.DealFields;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.DealProblems;
import dealflow.deal.http.MergePatch;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.deal.refusal.Texts;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals")
@Tag(name = "Deals")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class DealWriteResource {

    /** Multi-Status. */
    private static final int STATUS = 207;

    private static final int MOST = 500;

    /** What a new deal begins with, and one on record is not changed by. */
    private static final Set<String> OF_THE_OPENING =
            Set.of("pipeline", "externalId", "stage", "occurredAt", "confirmation", "qualification");

    private static final String ONE =
            """
            {"owner":"li.wei@example.com","title":"Solar lamps, 2 containers","amount":{"amount":"52000.00","currency":"USD"}}""";

    private static final String MANY =
            """
            {"items":[{"fields":{"pipeline":"export","externalId":"173688","title":"Solar lamps","owner":"li.wei@example.com"}},\
            {"deal":"019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d12","version":7,"fields":{"team":"north"}}]}""";

    private static final String ANSWER =
            """
            {"created":1,"revised":0,"refused":1,"items":[{"deal":"019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d12","status":412,"version":null,\
            "result":null,"detail":"The change was made to version 7, but version 8 is current: read it again and decide anew","field":null,"missing":[]}]}""";

    @Inject
    DealWrites writes;

    @Inject
    ObjectMapper json;

    @Inject
    SecurityIdentity caller;

    /**
     * The fields of a deal, of a new one with what it begins with; on record only those change that are sent, and null removes a value.
     *
     * @param externalId what another system knows it by, within the pipeline
     * @param stage of a new deal, as occurredAt, confirmation and qualification are
     */
    public record DealToPut(
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
            var key = Texts.isBlank(externalId) ? null : Texts.strip(externalId);
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
            return new DealRegister.Opening(pipeline, key, written, stage, occurredAt, confirmation, qualification);
        }
    }

    /** Many writes. */
    @Schema(requiredProperties = {"items"})
    public record NewWrites(List<OneWrite> items) {}

    /**
     * One of them.
     *
     * @param deal the deal on record; left out, the one of the fields' pipeline and externalId, or a new one
     * @param version the version that it must be at, as its ETag says; left out, any
     * @param fields of a deal on record a JSON Merge Patch of those that people write; of a new one all of them
     */
    @Schema(requiredProperties = {"fields"})
    public record OneWrite(UUID deal, Long version, @Schema(implementation = DealToPut.class) ObjectNode fields) {}

    /** What became of all. */
    @Schema(requiredProperties = {"items"})
    public record DealsWritten(long created, long revised, long refused, List<DealWritten> items) {}

    /**
     * What became of one.
     *
     * @param deal null where none is meant
     * @param status what the write alone would have been answered: 201 for a new deal, 200 for one on record
     * @param version of the deal after it; null if refused
     * @param field the field that cannot be taken; null for other refusals
     */
    @Schema(requiredProperties = {"missing"})
    public record DealWritten(
            @Nullable UUID deal,
            int status,
            @Nullable Long version,
            @Nullable DealSnapshot result,
            @Nullable String detail,
            @Nullable String field,
            List<Missing> missing) {}

    @PUT
    @Path("by-external-id/{key}/{externalId}")
    @Operation(
            operationId = "putDeal",
            summary = "Open or revise a deal by another system's key",
            description =
                    "Makes the deal of that pipeline and externalId if there is none, by the rules of openDeal (201); else "
                            + "revises it by the fields that are sent, null removing a value (200). stage, occurredAt, confirmation and "
                            + "qualification are for a new deal, and change nothing of one on record.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealToPut.class),
                            example = ONE))
    @APIResponse(
            responseCode = "200",
            description = "The deal on record after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response put(String key, String externalId, @HeaderParam("If-Match") String ifMatch, ObjectNode fields)
            throws JsonProcessingException {
        Bodies.required(fields);
        if (Texts.isBlank(externalId)) {
            throw new InvalidFieldException("externalId", "must not be blank");
        }
        fields.put("pipeline", key).put("externalId", externalId);
        var written = writes.put(write(null, Bodies.version(ifMatch), fields), actor());
        var answer = written.isNew()
                ? Response.created(URI.create("/deals/" + written.deal().deal().id()))
                : Response.ok();
        return answer.tag(String.valueOf(written.deal().version()))
                .entity(written.deal().deal())
                .build();
    }

    @POST
    @Path("batch")
    @Idempotent
    @Operation(
            operationId = "putDeals",
            summary = "Open and revise many deals",
            description =
                    "Up to 500 in one transaction, in the order given, each by the rules of openDeal, reviseDeal and "
                            + "putDeal. Each is made or refused for itself, and 'items' says in the same order what became of it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewWrites.class),
                            example = MANY))
    @APIResponse(
            responseCode = "207",
            description = "A result for each",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealsWritten.class),
                            example = ANSWER))
    public Response putAll(NewWrites request) {
        Bodies.required(request);
        if (request.items() == null
                || request.items().isEmpty()
                || request.items().size() > MOST) {
            throw new InvalidFieldException("items", "are required: 1 to %d of them".formatted(MOST));
        }
        var readable = new ArrayList<DealWrites.Write>();
        var items = new ArrayList<DealWritten>();
        for (var i = 0; i < request.items().size(); i++) {
            var item = request.items().get(i);
            if (item == null || item.fields() == null) {
                throw new InvalidFieldException("items[%d].fields".formatted(i), "is required");
            }
            try {
                readable.add(write(item.deal(), item.version(), item.fields()));
                items.add(null);
            } catch (InvalidFieldException e) {
                items.add(refused(item.deal(), e));
            } catch (JsonProcessingException e) {
                items.add(refused(
                        item.deal(),
                        e.getCause() instanceof InvalidFieldException invalid
                                ? invalid
                                : new InvalidFieldException(field(e), e.getOriginalMessage())));
            }
        }
        var outcomes = writes.putAll(readable, actor()).iterator();
        items.replaceAll(item -> item == null ? written(outcomes.next()) : item);
        var created = items.stream().filter(item -> item.status() == 201).count();
        var revised = items.stream().filter(item -> item.status() == 200).count();
        return Response.status(STATUS)
                .entity(new DealsWritten(created, revised, items.size() - created - revised, items))
                .build();
    }

    private static String field(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                        && mapping.getPath().get(0).getFieldName() != null
                ? "fields." + mapping.getPath().get(0).getFieldName()
                : "fields";
    }

    private DealWrites.Write write(UUID deal, Long version, ObjectNode fields) throws JsonProcessingException {
        var opening = json.treeToValue(fields, DealToPut.class).opening();
        if (deal != null && (opening.pipeline() != null || opening.externalId() != null)) {
            throw new InvalidFieldException("fields", "of a deal that 'deal' names have no pipeline and externalId");
        }
        var patch = fields.deepCopy().remove(OF_THE_OPENING);
        return new DealWrites.Write(deal, version, opening, MergePatch.of(patch, json, DealFields.class));
    }

    private static DealWritten written(DealWrites.Outcome outcome) {
        if (outcome.refusal() != null) {
            return refused(outcome.id(), outcome.refusal());
        }
        var deal = outcome.written().deal();
        return new DealWritten(
                outcome.id(),
                outcome.written().isNew() ? 201 : 200,
                deal.version(),
                deal.deal(),
                null,
                null,
                List.of());
    }

    private static DealWritten refused(UUID deal, RuntimeException refusal) {
        return new DealWritten(
                deal,
                DealProblems.status(refusal),
                null,
                null,
                refusal.getMessage(),
                refusal instanceof InvalidFieldException invalid ? invalid.field() : null,
                refusal instanceof MoveRefusedException refused ? refused.missing() : List.of());
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
