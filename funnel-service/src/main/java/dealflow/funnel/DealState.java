package dealflow.funnel;

import dealflow.contract.Direction;
import dealflow.contract.Status;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one event left behind.
 *
 * @param direction of the move, null if the event was none
 * @param amount in the pipeline's currency; null while unknown
 * @param reason of the move, such as the reason of a loss
 */
record DealState(
        Instant at,
        Direction direction,
        Status status,
        String stage,
        String owner,
        String team,
        String product,
        String source,
        String region,
        BigDecimal amount,
        String reason) {

    boolean inFunnel() {
        return status == Status.OPEN;
    }

    BigDecimal amountOrZero() {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
