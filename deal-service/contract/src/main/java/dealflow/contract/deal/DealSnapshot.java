package dealflow.contract.deal;

import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A whole deal as it is after a change.
 *
 * @param externalId its key in the system that it came from; may be null
 * @param stage the stage's key, the key of the pipeline's won stage, or {@code lost}
 * @param stageEnteredAt when it entered that stage
 * @param fields the company's own, by key: a text, {@code true} or {@code false}, a list of texts, or an amount with its currency
 * @param amount in the deal's currency; null while unknown
 * @param reportingAmount the same in the pipeline's currency at the dated exchange rate; null while unknown
 * @param lines what it is made of; empty where {@code product} says all
 * @param amountBasis whether the amount is the lines' sum; null without lines
 * @param paymentTerms empty while unknown
 * @param checklist the items ticked so far
 * @param snoozedUntil not stalled before this day; null where it is not snoozed
 * @param snoozeReason why; null where it is not snoozed
 * @param milestones those of the payment terms that have been reached
 * @param people those on the customer's side
 */
public record DealSnapshot(
        UUID id,
        @Nullable String externalId,
        String pipeline,
        int pipelineVersion,
        String title,
        @Nullable Customer customer,
        String stage,
        Status status,
        Instant stageEnteredAt,
        Instant openedAt,
        String owner,
        @Nullable String team,
        @Nullable String product,
        @Nullable String source,
        @Nullable String region,
        Map<String, Object> fields,
        @Nullable Money amount,
        @Nullable Money reportingAmount,
        List<DealLine> lines,
        @Nullable AmountBasis amountBasis,
        @Nullable LocalDate expectedCloseOn,
        List<PaymentTerm> paymentTerms,
        Qualification qualification,
        List<Tick> checklist,
        @Nullable LocalDate snoozedUntil,
        @Nullable String snoozeReason,
        List<MilestoneReached> milestones,
        List<Person> people) {

    public DealSnapshot {
        fields = fields == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fields));
        milestones = milestones == null ? List.of() : List.copyOf(milestones);
        people = people == null ? List.of() : List.copyOf(people);
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** One without lines and own fields. */
    public DealSnapshot(
            UUID id,
            String externalId,
            String pipeline,
            int pipelineVersion,
            String title,
            Customer customer,
            String stage,
            Status status,
            Instant stageEnteredAt,
            Instant openedAt,
            String owner,
            String team,
            String product,
            String source,
            String region,
            Money amount,
            Money reportingAmount,
            LocalDate expectedCloseOn,
            List<PaymentTerm> paymentTerms,
            Qualification qualification,
            List<Tick> checklist,
            LocalDate snoozedUntil,
            String snoozeReason,
            List<MilestoneReached> milestones,
            List<Person> people) {
        this(
                id,
                externalId,
                pipeline,
                pipelineVersion,
                title,
                customer,
                stage,
                status,
                stageEnteredAt,
                openedAt,
                owner,
                team,
                product,
                source,
                region,
                Map.of(),
                amount,
                reportingAmount,
                List.of(),
                null,
                expectedCloseOn,
                paymentTerms,
                qualification,
                checklist,
                snoozedUntil,
                snoozeReason,
                milestones,
                people);
    }
}
