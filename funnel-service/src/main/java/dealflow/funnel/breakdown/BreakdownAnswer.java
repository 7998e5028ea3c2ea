package dealflow.funnel.breakdown;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.statistics.BetaBinomial;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cohort by group, each group held against the one that it is part of.
 *
 * @param parent what the groups are held against: {@code team} for owners, else the whole; null by reason of loss, where nothing is compared
 * @param overlap that a deal may be in several groups, and what that means; null where it cannot
 * @param withheld what is not told of open deals to whoever may not see them, and why; null for nothing
 * @param test how a difference is told from noise, with the correction for asking of many groups at once; null like parent
 */
public record BreakdownAnswer(
        @JsonUnwrapped AnswerHeader header,
        @Schema(ref = "BreakdownDimension") String by,
        @Nullable @Schema(enumeration = {"team", "all"}) String parent,
        @Nullable Notice test,
        List<BreakdownGroup> groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice overlap,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld)
        implements Tabular {

    private static final Notice WITHHELD = new Notice(
            NoticeCode.OPEN_AMOUNTS_AND_SMALL_GROUPS_WITHHELD,
            "amounts of open deals, and the stages of groups of few deals, are not told to whoever may not see the deals",
            NoticeValues.NONE);

    static final Notice OVERLAP = new Notice(
            NoticeCode.PRODUCTS_OVERLAP,
            "a deal of several products counts in each of them, so that counts add up to more than the deals; its amount is divided as "
                    + "its lines' amounts are, so that amounts add up to the whole; behind the links are the whole deals",
            NoticeValues.NONE);

    /**
     * One group; null is those without a value.
     *
     * @param parent the group that it is held against; null for the whole
     * @param hasBelow of teams, whether others are below it, which it stands for, too; null where no team is a part of another
     * @param winRate of those decided; null by reason of loss
     * @param shrunk the same drawn toward the parent's
     * @param note what of it is more than noise, in words
     */
    public record BreakdownGroup(
            @Nullable String group,
            @JsonInclude(JsonInclude.Include.NON_NULL) String parent,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean hasBelow,
            Total entered,
            Total won,
            Total lost,
            Total open,
            Total returned,
            @Nullable Rate winRate,
            @Nullable BetaBinomial.Shrunk shrunk,
            Map<String, Total> lostByStage,
            List<StageLoss> stages,
            @Nullable String note,
            Map<String, String> links) {

        /** The same without what would tell of open deals. */
        private BreakdownGroup withheld(boolean hidden) {
            var mixed = open.count() > 0;
            return new BreakdownGroup(
                    group,
                    parent,
                    hasBelow,
                    mixed ? entered.withoutAmount() : entered,
                    won,
                    lost,
                    mixed ? open.withoutAmount() : open,
                    returned,
                    winRate,
                    shrunk,
                    lostByStage,
                    hidden ? List.of() : stages,
                    hidden ? null : note,
                    links);
        }
    }

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

    /**
     * The same for whoever may not see the deals.
     *
     * @param apart the groups that have few deals in common with others
     */
    public BreakdownAnswer withheldBy(Discretion discretion, int minimum, Set<String> apart) {
        var reason = discretion.ofEntered();
        var sizes = groups.stream().mapToLong(group -> group.entered.count()).toArray();
        var hidden = Discretion.hidden(
                sizes,
                i -> sizes[i] < minimum && groups.get(i).open.count() > 0
                        || apart.contains(String.valueOf(groups.get(i).group())),
                minimum);
        var told = IntStream.range(0, groups.size())
                .mapToObj(i -> groups.get(i).withheld(reason != null || hidden[i]))
                .toList();
        return new BreakdownAnswer(header, by, parent, test, told, overlap, reason != null ? reason : WITHHELD);
    }

    @Override
    public List<?> rows() {
        return groups;
    }
}
