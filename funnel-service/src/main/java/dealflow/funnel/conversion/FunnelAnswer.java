package dealflow.funnel.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.Velocity;
import dealflow.funnel.unit.Total;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A funnel.
 *
 * @param stages rows of the basis: each a {@link CohortStage}, or each a {@link PeriodStage}
 * @param cycle from the first entry until a deal leaves the funnel, won or not
 * @param withheld what is not told of open deals to whoever may not see them, and why; null for nothing
 * @param base the same question about the base period; null unless one was asked for
 */
public record FunnelAnswer(
        @JsonUnwrapped AnswerHeader header,
        @Schema(ref = "Basis") String basis,
        Total entered,
        Total won,
        Total lost,
        Total open,
        Total returned,
        List<? extends FunnelStage> stages,
        WinRate winRate,
        DurationQuantiles cycle,
        Velocity velocity,
        Map<String, String> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld,
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

    @Override
    public List<?> rows() {
        return stages;
    }

    public FunnelAnswer beside(FunnelAnswer other) {
        return new FunnelAnswer(
                header, basis, entered, won, lost, open, returned, stages, winRate, cycle, velocity, links, withheld,
                other);
    }

    /** The same for whoever may not see the deals. */
    public FunnelAnswer withheldBy(Discretion discretion) {
        var reason = discretion.ofEntered();
        var mixed = open.count() > 0;
        var amounts = reason == null && discretion.tellsAmounts();
        var rows = reason == null
                ? stages.stream().map(stage -> stage.withheld(amounts, mixed)).toList()
                : List.<FunnelStage>of();
        return new FunnelAnswer(
                header,
                basis,
                mixed ? entered.withoutAmount() : entered,
                won,
                lost,
                mixed ? open.withoutAmount() : open,
                returned,
                rows,
                winRate,
                cycle,
                velocity,
                links,
                reason == null && (mixed || !amounts) ? AMOUNTS : reason,
                base);
    }

    /** Said where amounts are null. */
    static final Notice AMOUNTS = new Notice(
            NoticeCode.OPEN_AMOUNTS_WITHHELD,
            "amounts of open deals by when they entered, and where a stage has few, are not told to whoever may not "
                    + "see the deals",
            NoticeValues.NONE);
}
