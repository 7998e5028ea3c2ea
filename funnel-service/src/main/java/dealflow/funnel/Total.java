package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * A number of deals and their amount.
 *
 * @param amount an exact sum, in the answer's currency; deals of unknown amount add nothing to it
 */
public record Total(long count, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {

    static final Total NOTHING = new Total(0, BigDecimal.ZERO.setScale(2));

    static Total of(Collection<Life> lives) {
        var sum = NOTHING;
        for (var life : lives) {
            sum = sum.plus(1, life.last().amountOrZero());
        }
        return sum;
    }

    Total plus(long more, BigDecimal value) {
        return new Total(count + more, amount.add(value));
    }

    Total plus(Total other) {
        return plus(other.count, other.amount);
    }

    Total minus(Total other) {
        return plus(-other.count, other.amount.negate());
    }
}
