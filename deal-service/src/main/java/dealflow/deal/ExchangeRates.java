package dealflow.deal;

import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.payment.Money;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.limit.Bounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Dated exchange rates, which are published; a new one never changes what was reported before. */
@ApplicationScoped
public class ExchangeRates {

    /** What numeric(24, 12) holds. */
    private static final BigDecimal LARGEST = new BigDecimal("1E+12");

    private static final int DECIMALS = 12;

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    @Inject
    Outbox outbox;

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

    /** A rate that holds from a day until the day of the next. */
    public record DatedRate(String currency, String base, LocalDate validFrom, BigDecimal rate) {}

    /**
     * The rate that holds on a day.
     *
     * @throws NotFoundException if none is known
     */
    @Transactional
    public DatedRate on(String currency, String base, LocalDate day) {
        return database.withHandle(handle -> handle.createQuery(
                                """
                                SELECT currency, base, valid_from, rate FROM exchange_rate
                                WHERE currency = :currency AND base = :base AND valid_from <= :on
                                ORDER BY valid_from DESC LIMIT 1
                                """)
                        .bind("currency", currency)
                        .bind("base", base)
                        .bind("on", day)
                        .map(ConstructorMapper.of(DatedRate.class))
                        .findOne())
                .map(ExchangeRates::plain)
                .orElseThrow(
                        () -> new NotFoundException("exchange rate", "%s to %s on %s".formatted(currency, base, day)));
    }

    /**
     * The rates on record, by currencies and day.
     *
     * @param currency null for any
     * @param base null for any
     * @param after the last of the page before; null for the first page
     */
    @Transactional
    public List<DatedRate> list(String currency, String base, DatedRate after, int limit) {
        return database
                .withHandle(handle -> handle.createQuery(
                                """
                                SELECT currency, base, valid_from, rate FROM exchange_rate
                                WHERE (:currency::text IS NULL OR currency = :currency::text) AND (:base::text IS NULL OR base = :base::text)
                                AND (:afterDay::date IS NULL
                                    OR (currency, base, valid_from) > (:afterCurrency::text, :afterBase::text, :afterDay::date))
                                ORDER BY currency, base, valid_from LIMIT :limit
                                """)
                        .bind("currency", currency)
                        .bind("base", base)
                        .bind("afterCurrency", after == null ? null : after.currency())
                        .bind("afterBase", after == null ? null : after.base())
                        .bind("afterDay", after == null ? null : after.validFrom())
                        .bind("limit", limit)
                        .map(ConstructorMapper.of(DatedRate.class))
                        .list())
                .stream()
                .map(ExchangeRates::plain)
                .toList();
    }

    private static DatedRate plain(DatedRate rate) {
        return new DatedRate(rate.currency(), rate.base(), rate.validFrom(), plain(rate.rate()));
    }

    private static BigDecimal plain(BigDecimal rate) {
        var stripped = rate.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Sets many, all or none. */
    @Transactional
    public void setAll(List<DatedRate> rates) {
        for (var i = 0; i < rates.size(); i++) {
            var rate = rates.get(i);
            try {
                set(rate.currency(), rate.base(), rate.validFrom(), rate.rate());
            } catch (InvalidFieldException e) {
                throw new InvalidFieldException("items[%d].%s".formatted(i, e.field()), e.getMessage());
            }
        }
    }

    /** Sets the rate that is valid from a day on. */
    @Transactional
    public void set(String currency, String base, LocalDate validFrom, BigDecimal rate) {
        if (currency == null || base == null || validFrom == null) {
            throw new InvalidFieldException(
                    currency == null ? "currency" : base == null ? "base" : "validFrom", "is required");
        }
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
        var version = database.withHandle(handle -> handle.createQuery(
                        """
                        INSERT INTO exchange_rate AS known (currency, base, valid_from, rate, version)
                        VALUES (:currency, :base, :validFrom, :rate, 1)
                        ON CONFLICT (currency, base, valid_from) DO UPDATE SET rate = excluded.rate, version = known.version + 1
                        WHERE known.rate <> excluded.rate
                        RETURNING version
                        """)
                .bind("currency", currency)
                .bind("base", base)
                .bind("validFrom", validFrom)
                .bind("rate", rate)
                .mapTo(Long.class)
                .findOne());
        // None where it is what it was.
        version.ifPresent(number ->
                outbox.append(new ExchangeRateOfDay(currency, base, validFrom, number, plain(rate)), clock.instant()));
    }
}
