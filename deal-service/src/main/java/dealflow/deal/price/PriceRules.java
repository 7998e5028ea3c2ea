package dealflow.deal.price;

import dealflow.contract.pipeline.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a request for a lower price is refused (R7): from the stage's stance and, where that leaves it to the risk
 * review, from the ways in which the customer could still walk away.
 */
public final class PriceRules {

    private PriceRules() {}

    /** What a request is answered. */
    public enum Answer {
        NOT_YET,
        HOLD,
        TRADE,
        ESCALATE
    }

    /** A reason with what it speaks of. */
    public record Because(PriceReason reason, List<String> details) {}

    /**
     * An answer.
     *
     * @param approver the role that may decide; null unless it is escalated
     */
    record Decision(Answer answer, List<Because> reasons, String approver) {}

    /**
     * Decides.
     *
     * @param stance null where the stage has none
     * @param reduction the part of the price that is asked off, from 0 to 1; null where that is not known
     */
    static Decision decide(
            Stage.PriceStance stance,
            RiskReview review,
            BigDecimal reduction,
            ApprovalLimits limits,
            Set<String> roles) {
        if (stance == null) {
            return of(Answer.HOLD, PriceReason.NO_STANCE, List.of());
        }
        return switch (stance) {
            case NOT_YET -> of(Answer.NOT_YET, PriceReason.NEED_NOT_CLEAR, List.of());
            case HOLD -> of(Answer.HOLD, PriceReason.PRICE_MATTERS_LEAST, List.of());
            case RISK_REVIEW -> reviewed(review, reduction, limits, roles);
        };
    }

    private static Decision reviewed(
            RiskReview review, BigDecimal reduction, ApprovalLimits limits, Set<String> roles) {
        var holding = review.in(RiskReview.State.HOLDS);
        if (holding.isEmpty()) {
            var open = review.in(RiskReview.State.OPEN);
            if (review.ways().isEmpty()) {
                return of(Answer.HOLD, PriceReason.NOT_REVIEWED, List.of());
            }
            return open.isEmpty()
                    ? of(Answer.HOLD, PriceReason.NO_WAY_HOLDS, List.of())
                    : of(Answer.HOLD, PriceReason.WAYS_OPEN, List.of(String.join("; ", open)));
        }
        var reasons = new ArrayList<Because>();
        reasons.add(new Because(PriceReason.WAYS_HOLD, List.of(String.join("; ", holding))));
        if (reduction == null || limits.allow(reduction, roles)) {
            return new Decision(Answer.TRADE, reasons, null);
        }
        var approver = limits.approver(reduction);
        reasons.add(new Because(PriceReason.OVER_LIMIT, List.of(percent(reduction), approver)));
        return new Decision(Answer.ESCALATE, reasons, approver);
    }

    private static Decision of(Answer answer, PriceReason reason, List<String> details) {
        return new Decision(answer, List.of(new Because(reason, details)), null);
    }

    static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + " %";
    }
}
