package dealflow.deal;

import dealflow.contract.payment.Money;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.limit.Bounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/** Dated exchange rates; a new one never changes what was reported before. */
@ApplicationScoped
public class ExchangeRates {

    /** What numeric(24, 12) holds. */
    private static final BigDecimal LARGEST = new BigDecimal("1E+12");

    private static final int DECIMALS = 12;

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    /**
     * An amount in another currency, at the rate that was valid on a day: the latest that begins by then, however old it is.
     *
     * @throws InvalidFieldException if there is no such rate
     */
    public Money convert(String field, Money money, String base, LocalDate on) {
        if (money == null || money.currency().equals(base)) {
            return money;
        }
        var rate = database.withHandle(handle -> handle.createQuery(
                                """
                                SELECT rate FROM exchange_rate
                                WHERE currency = :currency AND base = :base AND valid_from <= :on
                                ORDER BY valid_from DESC LIMIT 1
                                """)
                        .bind("currency", money.currency())
                        .bind("base", base)
                        .bind("on", on)
                        .mapTo(BigDecimal.class)
                        .findOne())
                .orElseThrow(() -> new InvalidFieldException(
                        field + ".currency",
                        "no exchange rate from %s to %s is known for %s: add it with PUT /exchange-rates/%1$s/%2$s/{date}"
                                .formatted(money.currency(), base, on)));
        return Amounts.converted(field, money, rate, base);
    }

    /** Sets the rate that is valid from a day on. */
    @Transactional
    public void set(String currency, String base, LocalDate validFrom, BigDecimal rate) {
        if (rate == null || rate.signum() <= 0) {
            throw new InvalidFieldException("rate", "must be above 0");
        }
        if (rate.compareTo(LARGEST) >= 0) {
            throw new InvalidFieldException("rate", "must be below " + LARGEST.toPlainString());
        }
        if (rate.stripTrailingZeros().scale() > DECIMALS) {
            throw new InvalidFieldException("rate", "must have at most %d decimals".formatted(DECIMALS));
        }
        if (!Bounds.hold(validFrom)) {
            throw new InvalidFieldException("date", Bounds.YEARS);
        }
        Amounts.checked("rate", new Money(BigDecimal.ONE, currency), false);
        Amounts.checked("rate", new Money(BigDecimal.ONE, base), false);
        if (currency.equals(base)) {
            throw new InvalidFieldException("base", "must be another currency: one %s is one %1$s".formatted(base));
        }
        var latest = LocalDate.now(clock).plusYears(1);
        if (validFrom.isAfter(latest)) {
            throw new InvalidFieldException("date", "must be at most a year from now: %s or before".formatted(latest));
        }
        database.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO exchange_rate (currency, base, valid_from, rate) VALUES (:currency, :base, :validFrom, :rate)
                        ON CONFLICT (currency, base, valid_from) DO UPDATE SET rate = excluded.rate
                        """)
                .bind("currency", currency)
                .bind("base", base)
                .bind("validFrom", validFrom)
                .bind("rate", rate)
                .execute());
    }
}
