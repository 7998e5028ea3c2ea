package dealflow.contract.payment;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one unit of a currency is worth in another, from a day on until the day of the next (汇率): the value of a message on
 * {@code dealflow.exchange-rates.v1}.
 *
 * @param currency an ISO 4217 code, like {@code base}
 * @param version 1, 2, 3, ...; each time that the rate of the same day is set anew makes a new one
 * @param rate a decimal number above 0, written as a string so that no reader rounds it
 */
public record ExchangeRateOfDay(
        String currency,
        String base,
        LocalDate validFrom,
        long version,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate) {

    /** Of the message; no pipeline and no deal has such a one. */
    public String key() {
        return "exchange-rates/%s/%s/%s".formatted(currency, base, validFrom);
    }
}
