package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * A cohort by group, each group held against the one that it is part of.
 *
 * @param parent what the groups are held against: {@code team} for owners, else the whole
 * @param test how a difference is told from noise, with the correction for asking of many groups at once
 */
public record BreakdownAnswer(@JsonUnwrapped Frame frame, String by, String parent, String test, List<Group> groups)
        implements Tabular {

    /**
     * One group; null is those without a value.
     *
     * @param parent the group that it is held against; null for the whole
     * @param winRate of those decided
     * @param shrunk the same drawn toward the parent's
     * @param note what of it is more than noise, in words
     */
    public record Group(
            String group,
            @JsonInclude(JsonInclude.Include.NON_NULL) String parent,
            Total entered,
            Total won,
            Total lost,
            Total open,
            Total returned,
            Rate winRate,
            BetaBinomial.Shrunk shrunk,
            Map<String, Total> lostByStage,
            List<StageLoss> stages,
            String note,
            Map<String, String> links) {}

    /**
     * What a group loses in one stage.
     *
     * @param lossRate of those that reached the stage, those lost in it
     * @param shrunk the same drawn toward the parent's
     * @param difference from the rest of the parent
     */
    public record StageLoss(
            String stage, long reached, Rate lossRate, BetaBinomial.Shrunk shrunk, Difference difference) {}

    /** What a group's share is beside that of the rest of its parent. */
    public enum Difference {
        /** Too few to say anything. */
        UNKNOWN,
        /** No more than noise. */
        NOISE,
        /** More is lost than chance explains. */
        MORE,
        /** Less is lost than chance explains. */
        LESS
    }

    @Override
    public List<?> rows() {
        return groups;
    }
}
