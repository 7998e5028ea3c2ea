package dealflow.contract.forecast;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody commits to for a period: one person's word, which changes no computed number and is never changed itself.
 *
 * @param measure {@code bookings} or {@code receipts}
 * @param team null for all
 * @param owner null for all of the team's
 * @param commit what is promised that the period brings in all
 * @param bestCase what it may bring if all goes well; null where nothing was said
 * @param version 1 for the first call of this author about the same period, measure and deals, 2 for the next
 */
public record ForecastCall(
        UUID id,
        String measure,
        String period,
        @Nullable String team,
        @Nullable String owner,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal commit,
        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal bestCase,
        String reason,
        String author,
        Instant madeAt,
        int version) {}
