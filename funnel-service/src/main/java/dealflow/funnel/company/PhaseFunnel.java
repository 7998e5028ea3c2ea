package dealflow.funnel.company;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.contract.pipeline.Stage.BuyingPhase;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A funnel whose steps are the phases in which customers buy.
 *
 * @param withheld what is not told of open deals to whoever may not see them, and why; null for nothing
 */
public record PhaseFunnel(
        Total entered,
        Total won,
        Total lost,
        Total open,
        Total returned,
        List<PhaseRow> phases,
        PhaseWinRate winRate,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld) {

    /**
     * One phase.
     *
     * @param capacity what is in its stages at {@code asOf}
     * @param reached those that have reached a stage of it, or of a later one
     */
    public record PhaseRow(
            @Schema(ref = "BuyingPhase") BuyingPhase phase,
            Total capacity,
            Total reached,
            Rate fromPrevious,
            Rate fromEntry,
            Total lostHere) {

        private PhaseRow withheld(boolean amounts, boolean mixed) {
            return new PhaseRow(
                    phase,
                    amounts ? capacity : capacity.withoutAmount(),
                    mixed ? reached.withoutAmount() : reached,
                    fromPrevious,
                    fromEntry,
                    lostHere);
        }
    }

    /**
     * The slope.
     *
     * @param byCount of the deals decided in the window, those won
     * @param byAmount the same in amount
     * @param ofEntered of the deals that entered in the window, those won by {@code asOf}
     */
    public record PhaseWinRate(Rate byCount, Rate byAmount, Rate ofEntered) {}

    private static final Notice AMOUNTS = new Notice(
            NoticeCode.OPEN_AMOUNTS_WITHHELD,
            "amounts of open deals by when they entered, and where a stage has few, are not told to whoever may not "
                    + "see the deals",
            NoticeValues.NONE);

    /** The same for whoever may not see the deals. */
    public PhaseFunnel withheldBy(Discretion discretion) {
        var reason = discretion.ofEntered();
        return reason == null ? withheld(discretion.tellsAmounts(), open.count() > 0, null) : without(reason);
    }

    private PhaseFunnel without(Notice reason) {
        return withheld(false, open.count() > 0, reason);
    }

    private PhaseFunnel withheld(boolean amounts, boolean mixed, Notice reason) {
        return new PhaseFunnel(
                mixed ? entered.withoutAmount() : entered,
                won,
                lost,
                mixed ? open.withoutAmount() : open,
                returned,
                reason == null
                        ? phases.stream()
                                .map(phase -> phase.withheld(amounts, mixed))
                                .toList()
                        : List.of(),
                winRate,
                reason == null && (mixed || !amounts) ? AMOUNTS : reason);
    }

    /** The same as a sum of parts, of which it tells no more than they do. */
    public PhaseFunnel beside(List<PhaseFunnel> parts) {
        var silent = parts.stream().filter(part -> part.phases.isEmpty()).findFirst();
        if (silent.isPresent()) {
            return without(silent.get().withheld);
        }
        var mixed = parts.stream().anyMatch(part -> part.entered.amount() == null);
        var amounts = parts.stream().allMatch(part -> part.phases.stream()
                .noneMatch(phase -> phase.capacity().amount() == null));
        return mixed || !amounts ? withheld(amounts, mixed, null) : this;
    }
}
