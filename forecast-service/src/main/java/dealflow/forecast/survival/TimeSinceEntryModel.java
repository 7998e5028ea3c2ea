package dealflow.forecast.survival;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.load.Forked;
import java.util.ArrayList;
import java.util.List;

/**
 * Win times by days since the funnel was entered, whatever the stage and size: the cohort curve. It needs less history than {@link
 * SemiMarkov}, and does not assume that a stage forgets how the deal came to it.
 */
public final class TimeSinceEntryModel implements WinTimeModel {

    private final SemiMarkov oneStage;

    private TimeSinceEntryModel(SemiMarkov oneStage) {
        this.oneStage = oneStage;
    }

    /** One for each half-life, from one pass over the deals. */
    public static List<TimeSinceEntryModel> fits(TrainingData history, double... halfLives) {
        var won = history.stages();
        var stays = new ArrayList<List<Visit>>(history.lives().size());
        Forked.runs(history.lives().size(), (from, to) -> history.lives().subList(from, to).stream()
                        .map(deal -> stay(deal, won))
                        .toList())
                .forEach(stays::addAll);
        return SemiMarkov.fits(history, Sizes.ONE, stays, 1, halfLives).stream()
                .map(TimeSinceEntryModel::new)
                .toList();
    }

    /** From when it entered the funnel until it left it for good. */
    private static List<Visit> stay(DealHistory deal, int won) {
        if (deal.visits().isEmpty()) {
            return List.of();
        }
        var last = deal.last();
        var to = last.open() ? 0 : last.to() == won ? 1 : 2;
        return List.of(new Visit(0, deal.enteredDay(), last.left(), to));
    }

    @Override
    public double wonWithin(Stratum stratum, double days) {
        return oneStage.wonWithin(new Stratum(0, stratum.entryAge(), stratum.entryAge(), stratum.segment(), 0), days);
    }

    @Override
    public Stratum seen(Stratum stratum) {
        return new Stratum(0, 0, stratum.entryAge(), 0, 0);
    }
}
