package dealflow.forecast.attainment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Figures.Closed;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a period has come on the way to its targets.
 *
 * @param whole all deals of the question
 * @param groups a row for each group that has a target, open deals or something closed; not there unless asked for
 * @param ranking why no ranks are told; not there where they are, or where nobody was compared
 */
public record AttainmentAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        String period,
        LocalDate from,
        LocalDate to,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        TargetAttainment whole,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<TargetAttainment> groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice ranking)
        implements Tabular {

    /** The groups, or the whole where there are none. */
    @Override
    public List<?> rows() {
        return groups == null ? List.of(whole) : groups;
    }

    private static final Notice NOISE = new Notice(
            NoticeCode.RANKS_ARE_NOISE,
            "no ranks: equally good ones would be as far apart by chance, or there are too few orders to tell",
            NoticeValues.NONE);

    /**
     * What has come, and what is to come, beside what is aimed at.
     *
     * @param group null for the whole, and for the deals of none
     * @param hasBelow of teams, whether others are below it, which it stands for, too; null where no team is a part of another
     * @param target null where there is none
     * @param targetOf {@code own} where it was set, {@code sum} where it is the sum of those below; not there without a target
     * @param sumBelow the sum of the targets of the teams and people below, each its own or again such a sum; not there where these have none
     * @param peopleWithout how many people below have open deals and are in no target of that sum; not there without it
     * @param attained closed by target, a share
     * @param gap what is expected to be missing; below 0 where more is expected
     * @param chance of all these deals together to reach the target; null where they are too few
     * @param rank by what is attained, 1 for the highest; null where it would be no more than noise
     * @param reason why total is null; not there where it is told
     * @param won the same of how many deals are won; not there for receipts
     * @param entered the same of how many deals enter the funnel; not there for receipts
     */
    public record TargetAttainment(
            @Nullable String group,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean hasBelow,
            @Nullable @Schema(ref = "Decimal") String target,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"own", "sum"}) String targetOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(ref = "Decimal") String sumBelow,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer peopleWithout,
            Closed closed,
            @Nullable Double attained,
            @Nullable Dist total,
            @Nullable @Schema(ref = "Decimal") String gap,
            @Nullable Double chance,
            @Nullable PeriodPace pace,
            @Nullable Integer rank,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason,
            @JsonInclude(JsonInclude.Include.NON_NULL) DealsAttainment won,
            @JsonInclude(JsonInclude.Include.NON_NULL) DealsAttainment entered) {}

    /**
     * A number of deals beside what is aimed at.
     *
     * @param target null where there is none
     * @param targetOf as of the amount
     * @param sumBelow as of the amount
     * @param peopleWithout as of the amount
     * @param closed how many have been won, or have entered, so far; of so few that nothing is expected of them, how many have entered is null
     * @param attained closed by target, a share
     * @param total how many it will be at the end of the period; null where the row's total is
     * @param gap how many are expected to be missing; below 0 where more are expected
     * @param chance of all these deals together to reach the target; null where they are too few
     */
    public record DealsAttainment(
            @Nullable Long target,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"own", "sum"}) String targetOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long sumBelow,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer peopleWithout,
            @Nullable Integer closed,
            @Nullable Double attained,
            @Nullable DealsDist total,
            @Nullable Double gap,
            @Nullable Double chance,
            @Nullable DealsPace pace) {}

    /** How many deals it will be: the expected number, and of ten outcomes one below p10, one above p90. */
    public record DealsDist(double expected, long p10, long p50, long p90) {}

    /**
     * What earlier periods of the same kind had when as much of them was over, in numbers of deals.
     *
     * @param share of all of them together, of what they had in the end
     * @param low and high: between these that of one more period would lie with {@code coverage}
     * @param periods how many they are, twelve at most
     * @param ofOwn whether they are of these deals; else of the whole, for lack of their own
     * @param byNow how many of the target's deals there would usually be by now; null without a target
     * @param standing null without a target
     */
    public record DealsPace(
            double share,
            double low,
            double high,
            double coverage,
            int periods,
            boolean ofOwn,
            @Nullable Double byNow,
            @Nullable Standing standing) {}

    /** Where what is closed lies, beside what earlier periods had closed by then. */
    public enum Standing {
        /** More is closed than in eight of ten earlier periods, in proportion to the target. */
        AHEAD,
        /** As much as is usual. */
        USUAL,
        BEHIND
    }

    /**
     * What earlier periods of the same kind had closed when as much of them was over.
     *
     * @param share of all of them together, of what they closed in the end
     * @param low and high: between these that of one more period would lie with {@code coverage}
     * @param periods how many they are, twelve at most
     * @param ofOwn whether they are of these deals; else of the whole, for lack of their own
     * @param byNow the target's share that would usually be closed by now; null without a target
     * @param standing null without a target
     */
    public record PeriodPace(
            double share,
            double low,
            double high,
            double coverage,
            int periods,
            boolean ofOwn,
            @Nullable @Schema(ref = "Decimal") String byNow,
            @Nullable Standing standing) {}

    /** @param deals whether the caller may see the deals themselves, and so how many have entered where they are few */
    static AttainmentAnswer of(
            InformationSet known, Question question, NamedPeriod period, Attainments.Table table, boolean deals) {
        return new AttainmentAnswer(
                known.pipeline().key(),
                question.measure().name().toLowerCase(Locale.ROOT),
                period.name(),
                period.from(),
                period.to(),
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                row(table.whole(), null, deals),
                table.groups() == null
                        ? null
                        : table.groups().stream()
                                .map(group -> row(group, TeamGroups.hasBelow(question.by(), group.group()), deals))
                                .toList(),
                Boolean.FALSE.equals(table.ranked()) ? NOISE : null);
    }

    private static TargetAttainment row(Attainments.Attainment one, Boolean hasBelow, boolean deals) {
        var total = one.period().total();
        var told = one.reason() == null;
        var aim = one.aim();
        return new TargetAttainment(
                one.group(),
                hasBelow,
                aim == null ? null : Figures.amount(aim.value()),
                aim == null ? null : aim.of(),
                aim == null ? null : Figures.amount(aim.sumBelow()),
                aim == null ? null : aim.peopleWithout(),
                Figures.closed(one.period().closed()),
                Figures.rounded(one.attained()),
                told ? Figures.dist(total) : null,
                told && aim != null ? Figures.amount(aim.value() - total.expected()) : null,
                Figures.rounded(one.chance()),
                one.pace() == null ? null : pace(one, one.pace()),
                one.rank(),
                one.reason(),
                one.won() == null ? null : deals(one.won(), told, true),
                one.entered() == null ? null : deals(one.entered(), told, told || deals));
    }

    private static DealsAttainment deals(Attainments.CountAttainment one, boolean told, boolean came) {
        var aim = one.aim();
        var total = told ? one.count().ahead().quantiles().plus(one.count().came()) : null;
        var pace = came ? one.count().pace() : null;
        return new DealsAttainment(
                aim == null ? null : whole(aim.value()),
                aim == null ? null : aim.of(),
                aim == null || aim.sumBelow() == null ? null : whole(aim.sumBelow()),
                aim == null ? null : aim.peopleWithout(),
                came ? one.count().came() : null,
                came ? Figures.rounded(one.attained()) : null,
                told
                        ? new DealsDist(
                                Figures.rounded(total.expected()),
                                whole(total.p10()),
                                whole(total.p50()),
                                whole(total.p90()))
                        : null,
                told && aim != null ? Figures.rounded(aim.value() - total.expected()) : null,
                Figures.rounded(one.chance()),
                pace == null ? null : pace(one, pace));
    }

    private static Long whole(double number) {
        return Math.round(number);
    }

    private static DealsPace pace(Attainments.CountAttainment one, Pace pace) {
        return new DealsPace(
                Figures.rounded(pace.share()),
                Figures.rounded(pace.low()),
                Figures.rounded(pace.high()),
                Figures.rounded(pace.coverage()),
                pace.periods(),
                one.own(),
                one.aim() == null ? null : Figures.rounded(one.aim().value() * pace.share()),
                one.attained() == null ? null : standing(one.attained(), pace));
    }

    private static PeriodPace pace(Attainments.Attainment one, Pace pace) {
        return new PeriodPace(
                Figures.rounded(pace.share()),
                Figures.rounded(pace.low()),
                Figures.rounded(pace.high()),
                Figures.rounded(pace.coverage()),
                pace.periods(),
                one.own(),
                one.aim() == null ? null : Figures.amount(one.aim().value() * pace.share()),
                one.attained() == null ? null : standing(one.attained(), pace));
    }

    private static Standing standing(double attained, Pace pace) {
        if (attained > pace.high()) {
            return Standing.AHEAD;
        }
        return attained < pace.low() ? Standing.BEHIND : Standing.USUAL;
    }
}
