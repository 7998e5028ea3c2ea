package dealflow.contract.deal;

import com.fasterxml.jackson.annotation.JsonFormat;
import dealflow.contract.payment.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;

/**
 * One thing that a deal is about: so much of a product at a price.
 *
 * @param id by which the line is known; no other line of the deal has it
 * @param product what is sold: the key of the product list's, or any text where a pipeline's list is open
 * @param quantity above 0; written as a string so that no reader rounds it
 * @param unit what the quantity counts, such as {@code piece}; may be null
 * @param unitPrice of one unit, in the deal's currency; it may have more decimals than the currency
 * @param wantedOn when the customer wants it; may be null
 */
public record DealLine(
        String id,
        String product,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        String unit,
        Money unitPrice,
        LocalDate wantedOn) {

    /** Quantity times unit price, with the decimals of the currency, rounded half to even. */
    public BigDecimal amount() {
        var decimals = Math.max(0, Currency.getInstance(unitPrice.currency()).getDefaultFractionDigits());
        return quantity.multiply(unitPrice.amount()).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
