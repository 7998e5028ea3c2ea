package dealflow.contract.forecast;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How likely a target is to be reached.
 *
 * @param measure {@code bookings} or {@code receipts}
 * @param to the first day after the period
 * @param team null for all
 * @param owner null for all of the team's
 * @param amount the target
 * @param closed what has come already
 * @param total what has come and is to come
 * @param chance of all these deals together to reach the amount, from 0 to 1
 * @param asOf of the forecast that says so
 */
public record TargetOutlook(
        String measure,
        String period,
        LocalDate from,
        LocalDate to,
        @Nullable String team,
        @Nullable String owner,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal closed,
        ExpectedAmount total,
        double chance,
        Instant asOf) {}
