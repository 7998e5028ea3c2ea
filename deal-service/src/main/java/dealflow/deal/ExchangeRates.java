package dealflow.deal;

import dealflow.contract.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Dated exchange rates; a new one never changes what was reported before. */
@ApplicationScoped
public class ExchangeRates {

    /** What numeric(24, 12) holds. */
    private static final BigDecimal LARGEST = new BigDecimal("1E+12");

    @Inject
    EntityManager entities;

    /**
     * An amount in another currency, at the rate that was valid on a day.
     *
     * @throws InvalidFieldException if there is no such rate
     */
    Money convert(String field, Money money, String base, LocalDate on) {
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
        return Amounts.money(money.amount().multiply((BigDecimal) rates.get(0)), base);
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
        Amounts.checked("rate", new Money(BigDecimal.ONE, currency), false);
        Amounts.checked("rate", new Money(BigDecimal.ONE, base), false);
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
