package dealflow.deal.price;

import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.refusal.InvalidFieldException;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a customer asked off the price, and what we answered.
 *
 * @param number 1, 2, 3, ... for each deal
 * @param askedBy the person on the customer's side; may be null
 * @param words what the customer said; may be null
 * @param amount the deal's amount at that time; null while unknown
 * @param price what the customer would pay; null where it named none
 * @param reduction the part of the price before any concession, from 0 to 1; null where it is not known
 * @param stage where the deal stood, which with the risk review led to the answer
 * @param approver the role that may decide; null unless it was escalated
 * @param concession null while nothing has been conceded
 */
public record PriceRequest(
        int number,
        Instant at,
        String recordedBy,
        @Nullable String askedBy,
        @Nullable String words,
        @Nullable Money amount,
        @Nullable Money price,
        @Nullable BigDecimal reduction,
        String stage,
        @Nullable Stage.PriceStance stance,
        PriceRules.Answer answer,
        List<PriceRules.Because> reasons,
        @Nullable String approver,
        @Nullable Concession concession) {

    public PriceRequest {
        if (number < 1 || at == null || answer == null) {
            throw new InvalidFieldException("priceRequests", "need a number from 1 on, 'at' and an 'answer'");
        }
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /**
     * A price lowered, against something in return.
     *
     * @param price the deal's amount from then on
     * @param inReturn what the customer gave
     */
    public record Concession(
            @Nullable Money price, @Nullable BigDecimal reduction, String inReturn, Instant at, String by) {}

    PriceRequest conceding(Concession given) {
        return new PriceRequest(
                number,
                at,
                recordedBy,
                askedBy,
                words,
                amount,
                price,
                reduction,
                stage,
                stance,
                answer,
                reasons,
                approver,
                given);
    }

    boolean mayConcede() {
        return answer == PriceRules.Answer.TRADE || answer == PriceRules.Answer.ESCALATE;
    }
}
