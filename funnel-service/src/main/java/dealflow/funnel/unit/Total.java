package dealflow.funnel.unit;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;

/**
 * A number of deals and their amount.
 *
 * @param amount an exact sum, in the answer's currency; deals of unknown amount add nothing to it. Null where it is withheld
 */
public record Total(long count, @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {

    public static final Total NOTHING = of(0, 0);

    /** @param amount as {@link Amounts} */
    public static Total of(long count, long amount) {
        return new Total(count, Amounts.decimal(amount));
    }

    public Total withoutAmount() {
        return new Total(count, null);
    }

    public Total plus(Total other) {
        return new Total(count + other.count, Amounts.shortest(amount.add(other.amount)));
    }

    public Total minus(Total other) {
        return new Total(count - other.count, Amounts.shortest(amount.subtract(other.amount)));
    }
}
