package dealflow.funnel.question;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What every answer says of itself.
 *
 * @param from the window is {@code [from, to)}
 * @param asOf the answer is of what had happened by then
 * @param dataFreshAsOf everything that was published by then is in it; null while nothing is known
 * @param timeZone the pipeline's, in which days, weeks and months begin
 */
public record AnswerHeader(
        String pipeline,
        Instant from,
        Instant to,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        String currency,
        ZoneId timeZone) {}
