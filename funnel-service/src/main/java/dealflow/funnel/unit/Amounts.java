package dealflow.funnel.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as whole ten-thousandths, which are added exactly; the ledger keeps no finer ones. */
public final class Amounts {

    /** Of a deal whose amount is not known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final int DECIMALS = 4;

    private Amounts() {}

    /**
     * @throws ArithmeticException if it is finer than a ten-thousandth, or beyond 900 million millions
     */
    public static long of(BigDecimal amount) {
        return amount == null ? UNKNOWN : amount.movePointRight(DECIMALS).longValueExact();
    }

    /** An end of a range, which may be finer or larger than any amount. */
    public static long bound(BigDecimal amount, RoundingMode rounding) {
        var whole = amount.movePointRight(DECIMALS).setScale(0, rounding).toBigInteger();
        return whole.bitLength() < 63 ? whole.longValue() : whole.signum() * (Long.MAX_VALUE - 1);
    }

    public static long orZero(long amount) {
        return amount == UNKNOWN ? 0 : amount;
    }

    /** With two decimals, or more where a currency has more; null for an unknown one. */
    public static BigDecimal decimal(long amount) {
        if (amount == UNKNOWN) {
            return null;
        }
        return shortest(BigDecimal.valueOf(amount, DECIMALS));
    }

    static BigDecimal shortest(BigDecimal amount) {
        var shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY);
    }
}
