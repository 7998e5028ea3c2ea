package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * A number of deals and their amount.
 *
 * @param amount an exact sum, in the answer's currency; deals of unknown amount add nothing to it
 */
public record Total(long count, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {

    static final Total NOTHING = of(0, 0);

    /** @param amount as {@link Amounts} */
    static Total of(long count, long amount) {
        return new Total(count, Amounts.decimal(amount));
    }

    Total plus(Total other) {
        return new Total(count + other.count, Amounts.shortest(amount.add(other.amount)));
    }

    Total minus(Total other) {
        return new Total(count - other.count, Amounts.shortest(amount.subtract(other.amount)));
    }
}
