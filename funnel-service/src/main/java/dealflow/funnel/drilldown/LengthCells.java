package dealflow.funnel.drilldown;

import dealflow.funnel.bottleneck.StepSums;
import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Lives;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Question;
import dealflow.funnel.refusal.InvalidParameterException;

/** The numbers that count lengths of time, taken apart: the bars of a histogram, and steps within a horizon. */
final class LengthCells {

    private final Question question;
    private final int row;
    private final Lengths lengths;
    private final Hits hits;

    /** @param row of a stage; -1 for all together */
    LengthCells(Question question, int row, Lengths lengths, Hits hits) {
        this.question = question;
        this.row = row;
        this.lengths = lengths;
        this.hits = hits;
    }

    /** From the entry until a deal left the funnel, or for so long it has been open. */
    void cycles(boolean ended) {
        new Cohort(question).eachFate((lives, deal, segment, fate, until) -> {
            var open = fate.status == Fate.OPEN;
            if (open != ended && lengths.hold((open ? until : fate.since) - fate.entry)) {
                add(lives, deal, fate, fate.entry);
            }
        });
    }

    /** In the stage, until a deal left it or for so long until now. */
    void stays(boolean ended) {
        new Cohort(question).eachFate((lives, deal, segment, fate, until) -> {
            for (var stay = 0; stay < fate.stays; stay++) {
                var still = fate.leftAt[stay] == Fate.STILL;
                var left = still ? until : fate.leftAt[stay];
                if (still != ended && in(fate.stayRow[stay]) && lengths.hold(left - fate.enteredAt[stay])) {
                    add(lives, deal, fate, fate.enteredAt[stay]);
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
        new Cohort(question).eachFate((lives, deal, segment, fate, until) -> {
            if (StepSums.seen(fate, row, lengths.horizon(), until)
                    && (!moved || StepSums.moved(fate, row, lengths.horizon()))) {
                add(lives, deal, fate, fate.reachedAt[row]);
            }
        });
    }

    private void add(Lives lives, int deal, Fate fate, long at) {
        hits.add(at, lives, deal, fate.last, lives.states.amount[fate.last]);
    }
}
