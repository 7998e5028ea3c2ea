package dealflow.funnel.drilldown;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.bottleneck.StepConversions;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Question;

/** The numbers that count lengths of time, taken apart: the bars of a histogram, and steps within a horizon. */
final class DurationCells {

    private final Question question;
    private final int row;
    private final DurationRange range;
    private final DrillDownPage page;

    /** @param row of a stage; -1 for all together */
    DurationCells(Question question, int row, DurationRange range, DrillDownPage page) {
        this.question = question;
        this.row = row;
        this.range = range;
        this.page = page;
    }

    /** From the entry until a deal left the funnel, or for so long it has been open. */
    void cycles(boolean ended) {
        new Cohort(question).eachFate((columns, deal, segment, dealPath, until) -> {
            var open = dealPath.status == DealPath.OPEN;
            if (open != ended && range.hold((open ? until : dealPath.since) - dealPath.entry)) {
                add(columns, deal, dealPath, dealPath.entry);
            }
        });
    }

    /** In the stage, until a deal left it or for so long until now. */
    void stays(boolean ended) {
        new Cohort(question).eachFate((columns, deal, segment, dealPath, until) -> {
            for (var stay = 0; stay < dealPath.stays; stay++) {
                var still = dealPath.leftAt[stay] == DealPath.STILL;
                var left = still ? until : dealPath.leftAt[stay];
                if (still != ended && in(dealPath.stayRow[stay]) && range.hold(left - dealPath.enteredAt[stay])) {
                    add(columns, deal, dealPath, dealPath.enteredAt[stay]);
                }
            }
        });
    }

    private boolean in(int stayed) {
        return row < 0 || stayed == row;
    }

    /** Deals that reached the stage and were seen for the horizon since; or those of them that moved on within it. */
    void steps(boolean moved) {
        if (row < 0 || row >= question.stages().funnelRows()) {
            throw new InvalidParameterException("stage", "has to be one of the funnel's for a step");
        }
        new Cohort(question).eachFate((columns, deal, segment, dealPath, until) -> {
            if (StepConversions.seen(dealPath, row, range.horizon(), until)
                    && (!moved || StepConversions.moved(dealPath, row, range.horizon()))) {
                add(columns, deal, dealPath, dealPath.reachedAt[row]);
            }
        });
    }

    private void add(DealColumns columns, int deal, DealPath dealPath, long at) {
        page.add(at, columns, deal, dealPath.last, columns.states.amount[dealPath.last]);
    }
}
