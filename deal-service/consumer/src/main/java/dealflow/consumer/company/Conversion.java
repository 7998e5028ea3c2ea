package dealflow.consumer.company;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * At which rate a pipeline's amounts are converted.
 *
 * @param validFrom null where nothing is converted
 */
@Schema(
        description =
                "At which rate a pipeline's amounts are converted: one unit of currency is worth rate units of base")
public record Conversion(
        @Schema(description = "The pipeline's") String currency,
        @Schema(description = "The answer's") String base,
        @Schema(description = "The day of asOf, in the pipeline's time zone") LocalDate on,
        @Nullable @Schema(description = "Since when the rate holds; null where the two are the same")
                LocalDate validFrom,
        @Schema(ref = "Decimal") @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate) {

    static Conversion none(String currency, LocalDate on) {
        return new Conversion(currency, currency, on, null, BigDecimal.ONE);
    }

    /** An amount in the answer's currency, in whole cents or finer where the currency is; null stays null. */
    public BigDecimal of(BigDecimal amount) {
        if (amount == null || currency.equals(base)) {
            return amount;
        }
        var digits = Math.max(2, Currency.getInstance(base).getDefaultFractionDigits());
        return amount.multiply(rate).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
