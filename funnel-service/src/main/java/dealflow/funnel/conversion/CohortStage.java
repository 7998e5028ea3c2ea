package dealflow.funnel.conversion;

import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import java.util.Map;

/** One stage on cohort basis; {@code capacity} is what is in it at {@code asOf}. */
public record CohortStage(
        String stage,
        Map<String, String> names,
        Total capacity,
        Total reached,
        Rate fromPrevious,
        Rate fromEntry,
        Total lostHere,
        DurationQuantiles timeInStage)
        implements FunnelStage {

    @Override
    public CohortStage withheld(boolean amounts, boolean mixed) {
        return new CohortStage(
                stage,
                names,
                amounts ? capacity : capacity.withoutAmount(),
                mixed ? reached.withoutAmount() : reached,
                fromPrevious,
                fromEntry,
                lostHere,
                timeInStage);
    }
}
