package dealflow.contract.payment;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * An amount of one currency; in JSON {@code {"amount": "12000.00", "currency": "USD"}}.
 *
 * @param amount a decimal number, written as a string so that no reader rounds it
 * @param currency an ISO 4217 code
 */
public record Money(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {}
