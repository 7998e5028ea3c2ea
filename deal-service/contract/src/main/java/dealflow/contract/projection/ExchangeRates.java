package dealflow.contract.projection;

import dealflow.contract.payment.ExchangeRateOfDay;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** The exchange rates, as a consumer keeps them in the table {@code exchange_rate}. */
public final class ExchangeRates {

    private ExchangeRates() {}

    /** Takes over a rate, unless a later version of it has come before. */
    public static void define(Connection transaction, ExchangeRateOfDay rate) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO exchange_rate (currency, base, valid_from, version, rate) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (currency, base, valid_from) DO UPDATE SET version = excluded.version, rate = excluded.rate
                WHERE exchange_rate.version < excluded.version
                """)) {
            statement.setString(1, rate.currency());
            statement.setString(2, rate.base());
            statement.setObject(3, rate.validFrom());
            statement.setLong(4, rate.version());
            statement.setBigDecimal(5, rate.rate());
            statement.executeUpdate();
        }
    }

    /** The rate that holds on a day: the latest that begins by then, however old it is. */
    public static Optional<ExchangeRateOfDay> on(Connection connection, String currency, String base, LocalDate day)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT valid_from, version, rate FROM exchange_rate
                WHERE currency = ? AND base = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1
                """)) {
            statement.setString(1, currency);
            statement.setString(2, base);
            statement.setObject(3, day);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new ExchangeRateOfDay(
                                currency,
                                base,
                                row.getObject(1, LocalDate.class),
                                row.getLong(2),
                                plain(row.getBigDecimal(3))))
                        : Optional.empty();
            }
        }
    }

    private static BigDecimal plain(BigDecimal rate) {
        var stripped = rate.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
