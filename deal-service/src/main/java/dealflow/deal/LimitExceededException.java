package dealflow.deal;

import java.math.BigDecimal;

/** A concession that is not the caller's to make. */
public final class LimitExceededException extends RuntimeException {

    LimitExceededException(BigDecimal reduction, String approver) {
        super("%s off the price is more than you may concede in this pipeline: %s decides"
                .formatted(PriceRules.percent(reduction), approver));
    }
}
