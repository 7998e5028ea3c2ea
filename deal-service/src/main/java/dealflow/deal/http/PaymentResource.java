package dealflow.deal.http;

import dealflow.contract.Money;
import dealflow.contract.Payment;
import dealflow.deal.Payments;
import dealflow.edge.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
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

    @Inject
    Payments payments;

    @Inject
    SecurityIdentity caller;

    /** Money that came in. */
    public record NewPayment(Money amount, LocalDate receivedOn, String reference) {}

    @POST
    @Idempotent
    @Operation(summary = "Record a payment", description = "Money received for this deal.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewPayment.class),
                            example = "{\"amount\":{\"amount\":\"14400.00\",\"currency\":\"USD\"},"
                                    + "\"receivedOn\":\"2026-04-02\",\"reference\":\"TT 4711\"}"))
    @APIResponse(
            responseCode = "201",
            description = "Recorded",
            content = @Content(schema = @Schema(implementation = Payment.class)))
    public Response pay(UUID id, NewPayment payment) {
        Bodies.required(payment);
        var actor = caller.getPrincipal().getName();
        var received = payments.receive(id, payment.amount(), payment.receivedOn(), payment.reference(), actor);
        return Response.status(201).entity(received).build();
    }

    @GET
    @Operation(summary = "A deal's payments", description = "In the order of their dates.")
    public Page<Payment> payments(UUID id) {
        return new Page<>(payments.payments(id), null);
    }
}
