package dealflow.funnel.rollup;

import dealflow.contract.event.Direction;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Stages;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.unit.Amounts;

/**
 * A deal's life as the terms of the flow's balance. What was won or lost counts at the amount that is known of it, also where that
 * was changed afterwards, as it does in every other statistic; the difference from what was in the stage is a change of price.
 */
public final class FlowReader {

    private static final int NOWHERE = -1;

    private final int[] rowOf;
    private final Groups groups;

    /** Which group a state counts in; -1 for none. */
    public interface Groups {
        int of(int segment, long amount);
    }

    /** Told of each term of each state. */
    public interface Sink {

        /** @param worth not negative but for {@link FlowTerm#REPRICED}, where it is the change */
        void add(int state, int group, FlowTerm term, int row, long worth);
    }

    /** @param groups a deal that comes to a group is transferred in, one that leaves it, out */
    public FlowReader(Stages stages, Groups groups) {
        this.rowOf = stages.rowOf();
        this.groups = groups;
    }

    /**
     * All steps of a deal before a moment.
     *
     * @param unknown from when on nothing is known, not before that moment
     */
    public void follow(StateColumns columns, int deal, long before, long unknown, Sink sink) {
        var group = NOWHERE;
        for (var s = columns.start[deal]; s < columns.start[deal + 1] && columns.at[s] < before; s++) {
            var to = columns.status(s) == DealPath.OPEN ? groups.of(columns.segment[s], columns.amount[s]) : NOWHERE;
            if (group == to) {
                if (group != NOWHERE) {
                    stay(columns, s, group, sink);
                }
                continue;
            }
            if (group != NOWHERE) {
                leave(columns, s, group, ended(columns, s, columns.start[deal + 1], unknown), sink);
            }
            if (to != NOWHERE) {
                sink.add(s, to, in(columns, s, deal), rowOf[columns.stage[s]], Amounts.orZero(columns.amount[s]));
            }
            group = to;
        }
    }

    private void leave(StateColumns columns, int s, int group, long worth, Sink sink) {
        var row = rowOf[columns.stage[s - 1]];
        var change = worth - Amounts.orZero(columns.amount[s - 1]);
        sink.add(s, group, out(columns, s), row, worth);
        if (change != 0) {
            sink.add(s, group, FlowTerm.REPRICED, row, change);
        }
    }

    /** What a deal is worth as it leaves: won or lost, as it was last known to be for as long as it was that. */
    private static long ended(StateColumns columns, int s, int end, long unknown) {
        var status = columns.status(s);
        if (status != DealPath.WON && status != DealPath.LOST) {
            return Amounts.orZero(columns.amount[s - 1]);
        }
        var last = s;
        while (last + 1 < end && columns.at[last + 1] < unknown && columns.status(last + 1) == status) {
            last++;
        }
        return Amounts.orZero(columns.amount[last]);
    }

    private static FlowTerm out(StateColumns columns, int state) {
        var status = columns.status(state);
        if (status == DealPath.OPEN) {
            return FlowTerm.TRANSFERRED_OUT;
        }
        return status == DealPath.WON ? FlowTerm.WON : status == DealPath.LOST ? FlowTerm.LOST : FlowTerm.RETURNED;
    }

    private static FlowTerm in(StateColumns columns, int state, int deal) {
        if (state > columns.start[deal] && columns.status(state - 1) == DealPath.OPEN) {
            return FlowTerm.TRANSFERRED_IN;
        }
        return columns.direction(state) == Direction.REOPENED.ordinal() ? FlowTerm.REOPENED : FlowTerm.IN;
    }

    private void stay(StateColumns columns, int s, int group, Sink sink) {
        var from = rowOf[columns.stage[s - 1]];
        var to = rowOf[columns.stage[s]];
        var before = Amounts.orZero(columns.amount[s - 1]);
        if (from != to) {
            sink.add(s, group, moveOut(columns.direction(s)), from, before);
            sink.add(s, group, moveIn(columns.direction(s)), to, before);
        }
        var change = Amounts.orZero(columns.amount[s]) - before;
        if (change != 0) {
            sink.add(s, group, FlowTerm.REPRICED, to, change);
        }
    }

    /** Without a direction it is no move of the customer: a new version of the pipeline has put it elsewhere. */
    private static FlowTerm moveOut(int direction) {
        if (direction == StateColumns.NO_DIRECTION) {
            return FlowTerm.TRANSFERRED_OUT;
        }
        return direction == Direction.BACKWARD.ordinal() ? FlowTerm.BACKWARD_OUT : FlowTerm.FORWARD_OUT;
    }

    private static FlowTerm moveIn(int direction) {
        if (direction == StateColumns.NO_DIRECTION) {
            return FlowTerm.TRANSFERRED_IN;
        }
        return direction == Direction.BACKWARD.ordinal() ? FlowTerm.BACKWARD_IN : FlowTerm.FORWARD_IN;
    }
}
