package dealflow.deal.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Tick;
import dealflow.contract.event.Confirmation;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.price.PriceRequest;
import dealflow.deal.price.RiskReview;
import dealflow.deal.refusal.Texts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of an import or an export: a deal as it is now, with its whole history, as far as it is known.
 *
 * @param externalId makes an import repeatable; an export gives the deal's id where there is none
 * @param fields the company's own, by key
 * @param reportingAmount null for the amount at the exchange rate of its time
 * @param lines what it is made of; without an amount, that is their sum
 * @param amountBasis STATED unless given where the line has an amount
 * @param checklist the items ticked
 * @param snoozedUntil with {@code snoozeReason}: not stalled before this day
 * @param milestones those of the payment terms that have been reached
 * @param people those on the customer's side
 * @param history what happened, oldest first; the first entry says where it was opened
 * @param moves instead of all else but {@code externalId} and {@code pipeline}: new moves of a deal on record
 * @param position in an export that was asked for it: where the deal stands in the events; an import reads past it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedDeal(
        String externalId,
        String pipeline,
        String title,
        Customer customer,
        String owner,
        String team,
        String product,
        String source,
        String region,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> fields,
        Money amount,
        Money reportingAmount,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DealLine> lines,
        AmountBasis amountBasis,
        LocalDate expectedCloseOn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PaymentTerm> paymentTerms,
        Qualification qualification,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tick> checklist,
        LocalDate snoozedUntil,
        String snoozeReason,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MilestoneReached> milestones,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Person> people,
        List<Entry> history,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ImportedPayment> payments,
        RiskReview riskReview,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PriceRequest> priceRequests,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Entry> moves,
        Position position) {

    public ImportedDeal {
        externalId = externalId == null ? null : Texts.strip(externalId);
        history = history == null ? List.of() : history;
        payments = payments == null ? List.of() : payments;
        priceRequests = priceRequests == null ? List.of() : priceRequests;
        moves = moves == null ? List.of() : moves;
    }

    /** The same with other values of own fields, and another history. */
    ImportedDeal with(Map<String, Object> own, List<Entry> entries) {
        return new ImportedDeal(
                externalId,
                pipeline,
                title,
                customer,
                owner,
                team,
                product,
                source,
                region,
                own,
                amount,
                reportingAmount,
                lines,
                amountBasis,
                expectedCloseOn,
                paymentTerms,
                qualification,
                checklist,
                snoozedUntil,
                snoozeReason,
                milestones,
                people,
                entries,
                payments,
                riskReview,
                priceRequests,
                moves,
                position);
    }

    /**
     * A stage entered, or what was changed in one.
     *
     * @param to null where the deal stayed in its stage
     * @param owner who owned the deal from then on; null for no change
     * @param override why the move was made although something was missing
     * @param origin the channel that it came by; null for this import
     * @param actor who did it; null for whoever imports
     * @param stalled true where the stay had lasted for longer than its stage allows, and that was told
     * @param placed the stage that a new version of the pipeline put the deal into, without a move
     * @param set the other fields of the line that had another value from then on, with that value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String to,
            OffsetDateTime at,
            String owner,
            String reason,
            String note,
            Confirmation confirmation,
            String override,
            String origin,
            String actor,
            Boolean stalled,
            String placed,
            @Schema(implementation = Map.class) ObjectNode set) {

        /** The same that sets other fields. */
        Entry setting(ObjectNode others) {
            return new Entry(
                    to, at, owner, reason, note, confirmation, override, origin, actor, stalled, placed, others);
        }
    }

    /**
     * Money that came in, or that a payment before it was recorded by mistake.
     *
     * @param reportingAmount null for the amount at the exchange rate of that day
     * @param reverses the place among the payments, from 0, of one that is taken back; with {@code reason}, and without what is
     *     said of money
     * @param reason why it was no payment
     * @param at when that was recorded; null for the start of the day, or for as soon as the payment that is taken back
     * @param after how many entries of the history were before it; null where its time tells
     * @param origin as of an entry
     * @param actor as of an entry
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImportedPayment(
            Money amount,
            Money reportingAmount,
            LocalDate receivedOn,
            String reference,
            Integer reverses,
            String reason,
            OffsetDateTime at,
            Integer after,
            String origin,
            String actor) {}

    /**
     * Up to where a line of an export tells what the events tell.
     *
     * @param id the deal's id, which is the events' {@code dealId} and CloudEvents' {@code subject}
     * @param sequence the deal's last event in the line
     * @param event the CloudEvents {@code id} of that event
     * @param cursor for {@code after} of {@code GET /events}: what comes from there on is in no line, or has a sequence up to the line's
     */
    public record Position(UUID id, long sequence, String event, String cursor) {}

    /** Tells whether a line is the same as one imported before. */
    @JsonIgnore
    byte[] hash() {
        var line = ContractJson.tree(this);
        line.remove("position");
        try {
            return MessageDigest.getInstance("SHA-256").digest(ContractJson.write(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
