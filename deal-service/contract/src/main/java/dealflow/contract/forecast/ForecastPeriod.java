package dealflow.contract.forecast;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is forecast of one period.
 *
 * @param measure {@code bookings} or {@code receipts}
 * @param interval {@code week} or {@code month}
 * @param to the first day after
 * @param closed what has come already
 * @param total what has come and is to come; null where too few deals are open to say
 * @param target null where there is none
 * @param reason why {@code total} is null; null where it is not
 */
public record ForecastPeriod(
        String measure,
        String interval,
        String period,
        LocalDate from,
        LocalDate to,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal closed,
        @Nullable ExpectedAmount total,
        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal target,
        @Nullable ForecastReason reason) {}
