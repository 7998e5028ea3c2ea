package dealflow.funnel.conversion;

import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import java.util.Map;

/** One stage on period basis: the stays that ended in the window, by how. */
public record PeriodStage(
        String stage,
        Map<String, String> names,
        Total capacity,
        long ended,
        long forward,
        long backward,
        long won,
        long lost,
        long returned,
        Rate onward)
        implements FunnelStage {

    @Override
    public PeriodStage withheld(boolean amounts, boolean mixed) {
        return amounts
                ? this
                : new PeriodStage(
                        stage, names, capacity.withoutAmount(), ended, forward, backward, won, lost, returned, onward);
    }
}
