package dealflow.deal.price;

import dealflow.contract.payment.Money;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Languages;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/price-requests")
@Tag(name = "Price", description = "Requests for a lower price, and the review that they are decided from")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class PriceResource {

    private static final String ASKED =
            """
            {"askedBy":"Kari Berg","words":"The other supplier is 5 % cheaper","reduction":0.05}""";
    private static final String ANSWER =
            """
            {"number":1,"at":"2026-05-28T08:00:00Z","recordedBy":"li.wei@example.com","askedBy":"Kari Berg",\
            "words":"The other supplier is 5 % cheaper","amount":{"amount":"48000.00","currency":"USD"},"price":null,\
            "reduction":0.0500,"stage":"solution-confirmed","stance":"HOLD","answer":"HOLD","reasons":[{"code":\
            "PRICE_MATTERS_LEAST","text":"In solution evaluation price is the customer's lowest interest: sell the solution"}],\
            "approver":null,"concession":null}""";
    private static final String CONCESSION =
            """
            {"price":{"amount":"46500.00","currency":"USD"},"inReturn":"Half of the price paid with the order"}""";

    @Inject
    PriceRequests requests;

    @Inject
    SecurityIdentity caller;

    @Context
    HttpHeaders headers;

    /**
     * What a customer asks.
     *
     * @param askedBy the person on the customer's side
     * @param words what it said
     * @param price what it would pay, in the deal's currency
     * @param reduction or the part of the price that it wants off, above 0 and up to 1
     */
    public record NewPriceRequest(String askedBy, String words, Money price, BigDecimal reduction) {}

    /** A lower price, against something in return. */
    @Schema(requiredProperties = {"price", "inReturn"})
    public record NewConcession(Money price, String inReturn) {}

    @POST
    @Idempotent
    @Operation(
            operationId = "recordPriceRequest",
            summary = "Record a request for a lower price",
            description =
                    "The answer is NOT_YET, HOLD, TRADE or ESCALATE, with its reasons: from the price stance of the "
                            + "stage and, in the purchase decision, from the risk review and the pipeline's approval limits. The "
                            + "customer need not name a price.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPriceRequest.class),
                            example = ASKED))
    @APIResponse(
            responseCode = "201",
            description = "Recorded and answered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PriceAnswer.class),
                            example = ANSWER))
    public Response ask(UUID id, NewPriceRequest asked) {
        Bodies.required(asked);
        var answered = requests.ask(
                id,
                new PriceRequests.Asked(asked.askedBy(), asked.words(), asked.price(), asked.reduction()),
                caller.getPrincipal().getName(),
                caller.getRoles());
        return Response.status(201)
                .entity(PriceAnswer.of(answered, Languages.of(headers)))
                .build();
    }

    @GET
    @Operation(
            operationId = "listPriceRequests",
            summary = "A deal's price requests",
            description = "With the answers that they got, oldest first.")
    public Page<PriceAnswer> list(UUID id) {
        var language = Languages.of(headers);
        return new Page<>(
                requests.of(id).stream()
                        .map(request -> PriceAnswer.of(request, language))
                        .toList(),
                null);
    }

    @PUT
    @Path("{number}/concession")
    @Operation(
            operationId = "concedePrice",
            summary = "Concede a price",
            description =
                    "Only where the answer was TRADE or ESCALATE, only within what the caller may concede (403 names "
                            + "who may), and only against something in return. The deal's amount is the new price from then on.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewConcession.class),
                            example = CONCESSION))
    @APIResponse(
            responseCode = "200",
            description = "The request with what was conceded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PriceAnswer.class)))
    public Response concede(UUID id, int number, @HeaderParam("If-Match") String ifMatch, NewConcession concession) {
        Bodies.required(concession);
        var conceded = requests.concede(
                id,
                number,
                Bodies.version(ifMatch),
                concession.price(),
                concession.inReturn(),
                caller.getPrincipal().getName(),
                caller.getRoles());
        return Response.ok(PriceAnswer.of(conceded, Languages.of(headers))).build();
    }
}
