package dealflow.funnel.conversion;

import dealflow.funnel.conversion.FunnelAnswer.WinRate;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Stages;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.EndedStays;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.CohortSums;
import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.Velocity;
import java.util.ArrayList;
import java.util.List;

/** The funnel that a question is about. */
public final class FunnelReport {

    private final Question question;
    private final int minimum;
    private final Stages stages;
    private final CohortSums cohort;
    private final Capacity capacity;

    /** @param minimum the smallest sample that gives a rate or a time */
    public FunnelReport(Question question, int minimum) {
        this.question = question;
        this.minimum = minimum;
        stages = question.stages();
        cohort = new Cohort(question).sums();
        capacity = new Capacity(question);
    }

    public FunnelAnswer onCohortBasis() {
        return answer("cohort", cohortRows());
    }

    public FunnelAnswer onPeriodBasis() {
        return answer("period", endedRows());
    }

    private FunnelAnswer answer(String basis, List<? extends FunnelStage> rows) {
        var winRate = winRate();
        var cycle = DurationQuantiles.of(cohort.cycle(), minimum);
        return new FunnelAnswer(
                question.header(),
                basis,
                cohort.entered(),
                cohort.with(DealPath.WON),
                cohort.with(DealPath.LOST),
                cohort.with(DealPath.OPEN),
                cohort.with(DealPath.LEAD),
                rows,
                winRate,
                cycle,
                Velocity.of(capacity.capacity().count(), winRate.byCount(), capacity.won(), cycle),
                Links.of(question),
                null,
                null);
    }

    private List<CohortStage> cohortRows() {
        var rows = new ArrayList<CohortStage>();
        var entered = cohort.entered().count();
        for (var row = 0; row < stages.funnelRows(); row++) {
            var reached = cohort.reached(row);
            rows.add(new CohortStage(
                    stages.key(row),
                    stages.names(row),
                    capacity.capacity(row),
                    reached,
                    fromPrevious(row, reached.count()),
                    Rate.of(reached.count(), entered, cohort.openShortOf(row, -1), minimum)
                            .expecting(row == 0 ? Double.NaN : cohort.expectedFromEntry(row)),
                    cohort.lostIn(row),
                    DurationQuantiles.of(cohort.timeIn(row), minimum)));
        }
        return rows;
    }

    private Rate fromPrevious(int row, long reached) {
        if (row == 0) {
            return Rate.of(reached, cohort.entered().count(), cohort.openShortOf(0, -1), minimum);
        }
        return Rate.of(reached, cohort.reached(row - 1).count(), cohort.openShortOf(row, row - 1), minimum)
                .expecting(cohort.expectedFromPrevious(row));
    }

    private WinRate winRate() {
        var won = capacity.won();
        var decided = won.plus(capacity.lost());
        return new WinRate(
                Rate.of(won.count(), decided.count(), 0, minimum),
                Rate.ofAmount(won.amount(), decided.amount(), decided.count(), minimum),
                Rate.of(
                                cohort.with(DealPath.WON).count(),
                                cohort.entered().count(),
                                cohort.with(DealPath.OPEN).count(),
                                minimum)
                        .expecting(cohort.expectedToWin()));
    }

    private List<PeriodStage> endedRows() {
        var ended = new EndedStays(question);
        var rows = new ArrayList<PeriodStage>();
        for (var row = 0; row < stages.funnelRows(); row++) {
            var onward = ended.count(row, EndedStays.How.FORWARD) + ended.count(row, EndedStays.How.WON);
            rows.add(new PeriodStage(
                    stages.key(row),
                    stages.names(row),
                    capacity.capacity(row),
                    ended.count(row),
                    ended.count(row, EndedStays.How.FORWARD),
                    ended.count(row, EndedStays.How.BACKWARD),
                    ended.count(row, EndedStays.How.WON),
                    ended.count(row, EndedStays.How.LOST),
                    ended.count(row, EndedStays.How.RETURNED),
                    Rate.of(onward, ended.count(row), 0, minimum)));
        }
        return rows;
    }
}
