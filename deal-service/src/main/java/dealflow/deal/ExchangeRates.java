package dealflow.deal;

import dealflow.contract.Money;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.limit.Bounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;

/** Dated exchange rates; a new one never changes what was reported before. */
@ApplicationScoped
public class ExchangeRates {

    /** What numeric(24, 12) holds. */
    private static final BigDecimal LARGEST = new BigDecimal("1E+12");

    private static final int DECIMALS = 12;

    @Inject
    EntityManager entities;

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
        var rates = entities.createNativeQuery(
                        """
                        SELECT rate FROM exchange_rate
                        WHERE currency = ?1 AND base = ?2 AND valid_from <= ?3
                        ORDER BY valid_from DESC LIMIT 1
                        """,
                        BigDecimal.class)
                .setParameter(1, money.currency())
                .setParameter(2, base)
                .setParameter(3, on)
                .getResultList();
        if (rates.isEmpty()) {
            throw new InvalidFieldException(
                    field + ".currency",
                    "no exchange rate from %s to %s is known for %s: add it with PUT /exchange-rates/%1$s/%2$s/{date}"
                            .formatted(money.currency(), base, on));
        }
        return Amounts.converted(field, money, (BigDecimal) rates.get(0), base);
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
        entities.createNativeQuery(
                        """
                        INSERT INTO exchange_rate (currency, base, valid_from, rate) VALUES (?1, ?2, ?3, ?4)
                        ON CONFLICT (currency, base, valid_from) DO UPDATE SET rate = excluded.rate
                        """)
                .setParameter(1, currency)
                .setParameter(2, base)
                .setParameter(3, validFrom)
                .setParameter(4, rate)
                .executeUpdate();
    }
}
