package dealflow.forecast.target;

import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What somebody says that a period will bring in all: one person's word, which changes no computed number. A call is never changed; who
 * thinks otherwise later makes another one.
 *
 * @param team null for all
 * @param owner null for all of the team's
 * @param commit what is promised, in the pipeline's currency
 * @param bestCase what it may be if all goes well; null where nothing was said
 * @param computed what was computed for the same deals when it was made
 */
public record Call(
        UUID id,
        String pipeline,
        Measure measure,
        String period,
        String team,
        String owner,
        BigDecimal commit,
        BigDecimal bestCase,
        String reason,
        String author,
        Instant madeAt,
        Computed computed) {

    /**
     * @param firstAhead the first day that was not known
     * @param total what came until then and was still to come; null where the deals were too few to say
     * @param naive what simpler methods said
     */
    public record Computed(LocalDate firstAhead, double closed, Quantiles total, BaselineForecasts naive) {}

    /** Where a commitment lies that fewer than one of ten outcomes would be beyond. */
    public enum Beyond {
        BELOW_P10,
        ABOVE_P90
    }

    /** Null where it lies between p10 and p90, or these are not told. */
    public Beyond beyond() {
        var total = computed.total();
        if (total == null) {
            return null;
        }
        var promised = commit.doubleValue();
        return promised < total.p10() ? Beyond.BELOW_P10 : promised > total.p90() ? Beyond.ABOVE_P90 : null;
    }

    public Scope scope() {
        return new Scope(owner, team, null, null, null);
    }
}
