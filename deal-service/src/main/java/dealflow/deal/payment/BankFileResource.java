package dealflow.deal.payment;

import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.DealFields;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.DealProblems;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/payments/batch")
@Tag(name = "Payments")
@RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
public class BankFileResource {

    private static final int STATUS = 207;
    private static final int MOST = 500;

    private static final String LINES =
            """
            {"items":[{"bankReference":"2026-05-21/0001","reference":"Invoice 173688, thank you","amount":{"amount":"14400.00",\
            "currency":"USD"},"receivedOn":"2026-05-21"}]}""";
    private static final String ANSWER =
            """
            {"matched":0,"repeated":0,"ambiguous":0,"unknown":1,"refused":0,"items":[{"bankReference":"2026-05-21/0001",\
            "outcome":"UNKNOWN","status":404,"deal":null,"payment":null,"candidates":[],"field":null,"detail":\
            "No deal has an externalId that stands in 'Invoice 173688, thank you'"}]}""";

    @Inject
    BankFile bank;

    @Inject
    SecurityIdentity caller;

    /** The lines of a bank's file. */
    @Schema(requiredProperties = {"items"})
    public record BankLines(List<BankLine> items) {}

    /**
     * Money that came in on the company's account or, below zero, went out.
     *
     * @param bankReference the bank's own of the line: one that was booked is not booked again
     * @param reference what the payer wrote; the externalId of the deal may stand in it
     * @param deal the deal's id, if it is known
     * @param pipeline of the externalId; left out, any
     * @param externalId the deal's, if it is known
     */
    @Schema(requiredProperties = {"bankReference", "amount", "receivedOn"})
    public record BankLine(
            String bankReference,
            String reference,
            UUID deal,
            String pipeline,
            String externalId,
            Money amount,
            LocalDate receivedOn) {}

    /** What became of all. */
    @Schema(requiredProperties = {"items"})
    public record BankFileBooked(
            long matched, long repeated, long ambiguous, long unknown, long refused, List<BankLineBooked> items) {}

    /**
     * What became of one.
     *
     * @param outcome null where it is told again and the deal is gone
     * @param status 201 for a line booked now, 200 for one booked before, 409 for one that may be several deals', 404 for one of no
     *     deal, or what the payment alone would have been answered
     * @param candidates the deals that it may be for, where they are several: send the line again with one of them
     */
    @Schema(requiredProperties = {"candidates"})
    public record BankLineBooked(
            @Nullable String bankReference,
            BankFile.Result outcome,
            int status,
            @Nullable UUID deal,
            @Nullable RecordedPayment payment,
            List<PaymentCandidate> candidates,
            @Nullable String field,
            @Nullable String detail) {}

    /** A deal that a line may be for. */
    @Schema(requiredProperties = {"deal", "pipeline", "title"})
    public record PaymentCandidate(
            UUID deal, String pipeline, @Nullable String externalId, String title, @Nullable Money amount) {

        static PaymentCandidate of(BankFile.Candidate deal) {
            var worth = deal.amount() == null ? null : Amounts.money(deal.amount(), deal.currency());
            return new PaymentCandidate(deal.id(), deal.pipeline(), deal.externalId(), deal.title(), worth);
        }
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "recordPayments",
            summary = "Record the payments of a bank's file",
            description =
                    "Up to 500 lines, each booked for itself on the deal that it names, by id or externalId, or whose "
                            + "externalId stands in the payer's text; of several the one that owes just this much. A line whose "
                            + "bankReference was booked before is not booked again, whoever sends it, unless that payment was taken back.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BankLines.class),
                            example = LINES))
    @APIResponse(
            responseCode = "207",
            description = "A result for each",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BankFileBooked.class),
                            example = ANSWER))
    public Response book(BankLines request) {
        Bodies.required(request);
        if (request.items() == null
                || request.items().isEmpty()
                || request.items().size() > MOST) {
            throw new InvalidFieldException("items", "are required: 1 to %d of them".formatted(MOST));
        }
        var lines = new ArrayList<BankFile.Line>();
        for (var i = 0; i < request.items().size(); i++) {
            lines.add(line("items[%d]".formatted(i), request.items().get(i)));
        }
        var outcomes = bank.book(lines, caller.getPrincipal().getName());
        var items = new ArrayList<BankLineBooked>();
        for (var i = 0; i < lines.size(); i++) {
            items.add(booked(lines.get(i), outcomes.get(i)));
        }
        return Response.status(STATUS)
                .entity(new BankFileBooked(
                        count(items, BankFile.Result.MATCHED),
                        count(items, BankFile.Result.REPEATED),
                        count(items, BankFile.Result.AMBIGUOUS),
                        count(items, BankFile.Result.UNKNOWN),
                        count(items, BankFile.Result.REFUSED),
                        items))
                .build();
    }

    private static BankFile.Line line(String field, BankLine line) {
        var bankReference = line == null ? null : DealFields.text(field + ".bankReference", line.bankReference());
        if (bankReference == null) {
            throw new InvalidFieldException(
                    field + ".bankReference", "is required: what keeps a line from being booked twice");
        }
        return new BankFile.Line(
                bankReference,
                DealFields.text(field + ".reference", line.reference()),
                line.deal(),
                DealFields.text(field + ".pipeline", line.pipeline()),
                DealFields.text(field + ".externalId", line.externalId()),
                line.amount(),
                line.receivedOn());
    }

    private static long count(List<BankLineBooked> items, BankFile.Result result) {
        return items.stream().filter(item -> item.outcome() == result).count();
    }

    private static BankLineBooked booked(BankFile.Line line, BankFile.Outcome outcome) {
        var refusal = outcome.refusal();
        return new BankLineBooked(
                line.bankReference(),
                outcome.result(),
                switch (outcome.result()) {
                    case MATCHED -> 201;
                    case REPEATED -> 200;
                    case AMBIGUOUS -> 409;
                    case UNKNOWN -> 404;
                    case REFUSED -> DealProblems.status(refusal);
                },
                outcome.deal(),
                outcome.payment(),
                outcome.candidates().stream().map(PaymentCandidate::of).toList(),
                refusal instanceof InvalidFieldException invalid ? invalid.field() : null,
                refusal == null ? detail(line, outcome.result()) : refusal.getMessage());
    }

    private static String detail(BankFile.Line line, BankFile.Result result) {
        return switch (result) {
            case UNKNOWN ->
                line.deal() != null
                        ? "There is no deal '%s'".formatted(line.deal())
                        : line.externalId() != null
                                ? "No deal has the externalId '%s'".formatted(line.externalId())
                                : "No deal has an externalId that stands in '%s'".formatted(line.reference());
            case AMBIGUOUS -> "It may be for any of the candidates: send it again with the id of one as 'deal'";
            default -> null;
        };
    }
}
