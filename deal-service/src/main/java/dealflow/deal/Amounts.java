package dealflow.deal;

import dealflow.contract.payment.Money;
import dealflow.deal.refusal.InvalidFieldException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Money as the contract writes it: with the decimals of its currency, rounded half to even. */
public final class Amounts {

    static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private Amounts() {}

    public static Money money(BigDecimal amount, String currency) {
        return new Money(amount.setScale(decimals(currency), RoundingMode.HALF_EVEN), currency);
    }

    /**
     * An amount at a rate.
     *
     * @throws InvalidFieldException if that comes to more than an amount may be
     */
    static Money converted(String field, Money money, BigDecimal rate, String currency) {
        var converted = money(money.amount().multiply(rate), currency);
        if (converted.amount().abs().compareTo(LARGEST) >= 0) {
            throw new InvalidFieldException(
                    field + ".amount",
                    "comes to %s %s at the rate of %s; it must be less than %s there too"
                            .formatted(
                                    converted.amount().toPlainString(),
                                    currency,
                                    rate.stripTrailingZeros().toPlainString(),
                                    LARGEST));
        }
        return converted;
    }

    /**
     * A checked amount.
     *
     * @throws InvalidFieldException if it is incomplete, of no known currency, out of bounds, or has too many decimals
     */
    public static Money checked(String field, Money money, boolean mayBeNegative) {
        if (money == null) {
            return null;
        }
        if (money.amount() == null || money.currency() == null) {
            throw new InvalidFieldException(field, "needs an amount and a currency");
        }
        var decimals = decimals(field, money.currency());
        if (money.amount().signum() < 0 && !mayBeNegative) {
            throw new InvalidFieldException(field + ".amount", "must not be negative");
        }
        if (money.amount().abs().compareTo(LARGEST) >= 0) {
            throw new InvalidFieldException(field + ".amount", "must be less than " + LARGEST);
        }
        if (money.amount().stripTrailingZeros().scale() > decimals) {
            throw new InvalidFieldException(
                    field + ".amount", "%s has %d decimals".formatted(money.currency(), decimals));
        }
        return money(money.amount(), money.currency());
    }

    private static int decimals(String field, String currency) {
        try {
            return decimals(currency);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(field + ".currency", "'%s' is not an ISO 4217 code".formatted(currency));
        }
    }

    private static int decimals(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
