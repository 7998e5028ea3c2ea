package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * A funnel.
 *
 * @param stages rows of the basis: {@link StageRow} or {@link EndedRow}
 * @param cycle from the first entry until a deal leaves the funnel, won or not
 * @param base the same question about the base period; null unless one was asked for
 */
public record FunnelAnswer(
        @JsonUnwrapped Frame frame,
        String basis,
        Total entered,
        Total won,
        Total lost,
        Total open,
        Total returned,
        List<?> stages,
        WinRate winRate,
        TimeTaken cycle,
        Velocity velocity,
        Map<String, String> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) FunnelAnswer base)
        implements Tabular {

    /**
     * The slope.
     *
     * @param byCount of the deals decided in the window, those won
     * @param byAmount the same in amount
     * @param ofEntered of the deals that entered in the window, those won by {@code asOf}
     */
    public record WinRate(Rate byCount, Rate byAmount, Rate ofEntered) {}

    /** One stage on cohort basis; {@code capacity} is what is in it at {@code asOf}. */
    public record StageRow(
            String stage,
            Map<String, String> names,
            Total capacity,
            Total reached,
            Rate fromPrevious,
            Rate fromEntry,
            Total lostHere,
            TimeTaken timeInStage) {}

    /** One stage on period basis: the stays that ended in the window, by how. */
    public record EndedRow(
            String stage,
            Map<String, String> names,
            Total capacity,
            long ended,
            long forward,
            long backward,
            long won,
            long lost,
            long returned,
            Rate onward) {}

    @Override
    public List<?> rows() {
        return stages;
    }

    FunnelAnswer beside(FunnelAnswer other) {
        return new FunnelAnswer(
                frame, basis, entered, won, lost, open, returned, stages, winRate, cycle, velocity, links, other);
    }
}
