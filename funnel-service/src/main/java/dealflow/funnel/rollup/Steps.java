package dealflow.funnel.rollup;

import dealflow.contract.Direction;
import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Stages;
import dealflow.funnel.history.States;
import dealflow.funnel.unit.Amounts;

/**
 * A deal's life as the terms of the flow's balance. What was won or lost counts at the amount that is known of it, also where that
 * was changed afterwards, as it does in every other statistic; the difference from what was in the stage is a change of price.
 */
public final class Steps {

    private static final int NOWHERE = -1;

    private final int[] rowOf;
    private final Groups groups;

    /** Which group a state counts in; -1 for none. */
    public interface Groups {
        int of(int segment, long amount);
    }

    /** Told of each term of each state. */
    public interface Sink {

        /** @param worth not negative but for {@link Term#REPRICED}, where it is the change */
        void add(int state, int group, Term term, int row, long worth);
    }

    /** @param groups a deal that comes to a group is transferred in, one that leaves it, out */
    public Steps(Stages stages, Groups groups) {
        this.rowOf = stages.rowOf();
        this.groups = groups;
    }

    /**
     * All steps of a deal before a moment.
     *
     * @param unknown from when on nothing is known, not before that moment
     */
    public void follow(States lives, int deal, long before, long unknown, Sink sink) {
        var group = NOWHERE;
        for (var s = lives.start[deal]; s < lives.start[deal + 1] && lives.at[s] < before; s++) {
            var to = lives.status(s) == Fate.OPEN ? groups.of(lives.segment[s], lives.amount[s]) : NOWHERE;
            if (group == to) {
                if (group != NOWHERE) {
                    stay(lives, s, group, sink);
                }
                continue;
            }
            if (group != NOWHERE) {
                leave(lives, s, group, ended(lives, s, lives.start[deal + 1], unknown), sink);
            }
            if (to != NOWHERE) {
                sink.add(s, to, in(lives, s, deal), rowOf[lives.stage[s]], Amounts.orZero(lives.amount[s]));
            }
            group = to;
        }
    }

    private void leave(States lives, int s, int group, long worth, Sink sink) {
        var row = rowOf[lives.stage[s - 1]];
        var change = worth - Amounts.orZero(lives.amount[s - 1]);
        sink.add(s, group, out(lives, s), row, worth);
        if (change != 0) {
            sink.add(s, group, Term.REPRICED, row, change);
        }
    }

    /** What a deal is worth as it leaves: won or lost, as it was last known to be for as long as it was that. */
    private static long ended(States lives, int s, int end, long unknown) {
        var status = lives.status(s);
        if (status != Fate.WON && status != Fate.LOST) {
            return Amounts.orZero(lives.amount[s - 1]);
        }
        var last = s;
        while (last + 1 < end && lives.at[last + 1] < unknown && lives.status(last + 1) == status) {
            last++;
        }
        return Amounts.orZero(lives.amount[last]);
    }

    private static Term out(States lives, int state) {
        var status = lives.status(state);
        if (status == Fate.OPEN) {
            return Term.TRANSFERRED_OUT;
        }
        return status == Fate.WON ? Term.WON : status == Fate.LOST ? Term.LOST : Term.RETURNED;
    }

    private static Term in(States lives, int state, int deal) {
        if (state > lives.start[deal] && lives.status(state - 1) == Fate.OPEN) {
            return Term.TRANSFERRED_IN;
        }
        return lives.direction(state) == Direction.REOPENED.ordinal() ? Term.REOPENED : Term.IN;
    }

    private void stay(States lives, int s, int group, Sink sink) {
        var from = rowOf[lives.stage[s - 1]];
        var to = rowOf[lives.stage[s]];
        var before = Amounts.orZero(lives.amount[s - 1]);
        if (from != to) {
            sink.add(s, group, moveOut(lives.direction(s)), from, before);
            sink.add(s, group, moveIn(lives.direction(s)), to, before);
        }
        var change = Amounts.orZero(lives.amount[s]) - before;
        if (change != 0) {
            sink.add(s, group, Term.REPRICED, to, change);
        }
    }

    /** Without a direction it is no move of the customer: a new version of the pipeline has put it elsewhere. */
    private static Term moveOut(int direction) {
        if (direction == States.NO_DIRECTION) {
            return Term.TRANSFERRED_OUT;
        }
        return direction == Direction.BACKWARD.ordinal() ? Term.BACKWARD_OUT : Term.FORWARD_OUT;
    }

    private static Term moveIn(int direction) {
        if (direction == States.NO_DIRECTION) {
            return Term.TRANSFERRED_IN;
        }
        return direction == Direction.BACKWARD.ordinal() ? Term.BACKWARD_IN : Term.FORWARD_IN;
    }
}
