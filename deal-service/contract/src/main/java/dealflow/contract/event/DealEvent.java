package dealflow.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.payment.Payment;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of one deal: the value of a message on {@code dealflow.deals.v1}.
 *
 * @param type stands in the CloudEvents attribute, not in the JSON
 * @param sequence 1, 2, 3, ... for each deal, without gaps
 * @param occurredAt business time: never before the deal's previous change, never in the future
 * @param recordedAt when the deal service learned it
 * @param actor who did it
 * @param origin the channel it came by: {@code api}, {@code import}, or the name of an integration
 * @param change for opened and stage-changed
 * @param previous for revised: the earlier values of the fields of {@code deal} that changed
 * @param payment for payment-received
 * @param deal the whole deal after the change; null for deleted
 */
public record DealEvent(
        @JsonIgnore EventType type,
        UUID dealId,
        long sequence,
        Instant occurredAt,
        Instant recordedAt,
        String actor,
        String origin,
        @Nullable Change change,
        @Nullable JsonNode previous,
        @Nullable Payment payment,
        @Nullable DealSnapshot deal) {

    /** The same event with its type, which its JSON does not hold. */
    public DealEvent as(EventType type) {
        return new DealEvent(
                type, dealId, sequence, occurredAt, recordedAt, actor, origin, change, previous, payment, deal);
    }
}
