package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.lifecycle.TestDatabase;
import dealflow.contract.payment.ExchangeRateOfDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {

    private static ExchangeRateOfDay rate(String day, int version, String rate) {
        return new ExchangeRateOfDay("CHF", "USD", LocalDate.parse(day), version, new BigDecimal(rate));
    }

    @Test
    void aRateHoldsUntilTheDayOfTheNextAsItsLatestVersionSays() throws Exception {
        var database = TestDatabase.empty();
        TestDatabase.migrate(database);
        try (var connection = database.getConnection()) {
            for (var rate : List.of(
                    rate("2026-03-01", 2, "1.13"),
                    rate("2026-03-01", 1, "1.31"),
                    rate("2026-03-05", 1, "1.2"),
                    rate("2026-01-01", 1, "100"))) {
                ExchangeRates.define(connection, rate);
            }
            assertThat(ExchangeRates.on(connection, "CHF", "USD", LocalDate.parse("2026-03-04")))
                    .contains(rate("2026-03-01", 2, "1.13"));
            assertThat(ExchangeRates.on(connection, "CHF", "USD", LocalDate.parse("2030-01-01")))
                    .contains(rate("2026-03-05", 1, "1.2"));
            assertThat(ExchangeRates.on(connection, "CHF", "USD", LocalDate.parse("2026-02-28")))
                    .contains(rate("2026-01-01", 1, "100"));
            assertThat(ExchangeRates.on(connection, "CHF", "USD", LocalDate.parse("2025-12-31")))
                    .isEmpty();
            assertThat(ExchangeRates.on(connection, "USD", "CHF", LocalDate.parse("2026-03-04")))
                    .isEmpty();
        }
    }
}
