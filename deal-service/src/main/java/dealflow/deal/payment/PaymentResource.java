package dealflow.deal.payment;

import dealflow.contract.payment.Money;
import dealflow.deal.http.Bodies;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/payments")
@Tag(name = "Payments", description = "Money received, and what is due when")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class PaymentResource {

    private static final String MADE =
            """
            {"items":[{"id":"21","amount":{"amount":"14400.00","currency":"USD"},"reportingAmount":{"amount":"14400.00",\
            "currency":"USD"},"receivedOn":"2026-04-02","reference":"TT 4711","takenBack":null},{"id":"22","amount":{"amount":"33600.00",\
            "currency":"USD"},"reportingAmount":{"amount":"33600.00","currency":"USD"},"receivedOn":"2026-04-02",\
            "reference":null,"takenBack":{"at":"2026-04-03T08:10:00Z","by":"li.wei@example.com","reason":"Was for another \
            order"}}],"next":null,"terms":{"amount":{"amount":\
            "48000.00","currency":"USD"},"received":{"amount":"14400.00","currency":"USD"},"outstanding":{"amount":\
            "33600.00","currency":"USD"},"overpaid":{"amount":"0.00","currency":"USD"},"items":[{"milestone":"ORDER",\
            "share":0.3,"offsetDays":0,"dueOn":"2026-03-30","amount":{"amount":"14400.00","currency":"USD"},"received":\
            {"amount":"14400.00","currency":"USD"},"outstanding":{"amount":"0.00","currency":"USD"}},{"milestone":\
            "BILL_OF_LADING","share":0.7,"offsetDays":15,"dueOn":null,"amount":{"amount":"33600.00","currency":"USD"},\
            "received":{"amount":"0.00","currency":"USD"},"outstanding":{"amount":"33600.00","currency":"USD"}}]}}""";

    @Inject
    Payments payments;

    @Inject
    SecurityIdentity caller;

    /**
     * The payments, and what the terms make of them.
     *
     * @param next null: all are here
     */
    @Schema(requiredProperties = {"items"})
    public record PaymentsMade(List<RecordedPayment> items, @Nullable String next, @Nullable Instalments terms) {}

    /** Money that came in or, below zero, went back. */
    @Schema(requiredProperties = {"amount", "receivedOn"})
    public record NewPayment(Money amount, LocalDate receivedOn, String reference) {}

    /** Why it was no payment. */
    @Schema(requiredProperties = {"reason"})
    public record NewReversal(String reason) {}

    @POST
    @Idempotent
    @Operation(
            operationId = "recordPayment",
            summary = "Record a payment",
            description =
                    "Money received for this deal or, with a negative amount, given back; never more than came in.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPayment.class),
                            example = "{\"amount\":{\"amount\":\"14400.00\",\"currency\":\"USD\"},"
                                    + "\"receivedOn\":\"2026-04-02\",\"reference\":\"TT 4711\"}"))
    @APIResponse(
            responseCode = "201",
            description = "Recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RecordedPayment.class)))
    public Response pay(UUID id, NewPayment payment) {
        Bodies.required(payment);
        var actor = caller.getPrincipal().getName();
        var received = payments.receive(id, payment.amount(), payment.receivedOn(), payment.reference(), actor);
        return Response.status(201).entity(received).build();
    }

    @POST
    @Path("{payment}/reversal")
    @Idempotent
    @Operation(
            operationId = "takeBackPayment",
            summary = "Take a payment back",
            description =
                    "For one that was recorded by mistake; money that was given back is a payment with a negative amount "
                            + "instead. It stays on record with 'takenBack', and counts neither as received nor in any forecast "
                            + "from then on. Once only: 409 for one that was taken back already, or of which money was given back "
                            + "(take that refund back first). The same payment can be recorded again, with the same reference.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewReversal.class),
                            example = "{\"reason\":\"Was for another order\"}"))
    @APIResponse(
            responseCode = "201",
            description = "Taken back",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RecordedPayment.class)))
    public Response reverse(UUID id, String payment, @HeaderParam("If-Match") String ifMatch, NewReversal reversal) {
        Bodies.required(reversal);
        var actor = caller.getPrincipal().getName();
        var reversed = payments.reverse(id, Bodies.version(ifMatch), payment, reversal.reason(), actor);
        return Response.status(201).entity(reversed).build();
    }

    @GET
    @Operation(
            operationId = "listPayments",
            summary = "A deal's payments",
            description =
                    "In the order of their dates, those taken back too, and by instalment what is due, received and outstanding. An "
                            + "instalment has a due date once its milestone has been reached; ORDER is when the deal was won. "
                            + "'terms' is null while the deal has no amount.")
    @APIResponse(
            responseCode = "200",
            description = "The payments",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PaymentsMade.class),
                            example = MADE))
    public Response payments(UUID id) {
        return Response.ok(new PaymentsMade(payments.payments(id), null, payments.instalments(id)))
                .build();
    }
}
