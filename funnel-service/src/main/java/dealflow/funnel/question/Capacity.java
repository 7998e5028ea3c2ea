package dealflow.funnel.question;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.rollup.ClosedDeals;
import dealflow.funnel.rollup.ColumnStore;
import dealflow.funnel.rollup.CompiledFilter;
import dealflow.funnel.rollup.FlowSums;
import dealflow.funnel.rollup.Rollup;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.function.IntConsumer;

/** What is in each stage at a moment, and what was decided in a window and still is. */
public final class Capacity {

    private final Question question;
    private final long[] count;
    private final long[] amount;
    private final ClosedDeals.Sums decided = new ClosedDeals.Sums();

    public Capacity(Question question) {
        this.question = question;
        count = new long[question.stages().rows()];
        amount = new long[question.stages().rows()];
        var compiled = question.compiledFilter();
        for (var store : question.image().stores()) {
            var each = each(store, compiled, question.asOfMicros(), this::add);
            var end = store.columns().firstFrom(question.asOfMicros() + 1);
            var chosen = store.rollups() == null ? null : store.rollups().choose(compiled);
            if (chosen == null) {
                store.each(0, end, compiled, each);
            } else {
                chosen.rollups().forEach(rollup -> whole(store, rollup));
                chosen.others().forEach(deals -> store.eachBetween(deals, 0, end, each));
            }
        }
    }

    private void add(DealColumns columns, int deal, int state, int status, int row, long since, long worth) {
        if (status == DealPath.OPEN) {
            add(row, 1, Amounts.orZero(worth));
        } else if (isInWindow(since)) {
            decided.add(status, worth, 1);
        }
    }

    private void add(int row, long deals, long worth) {
        count[row] += deals;
        amount[row] = Math.addExact(amount[row], worth);
    }

    private boolean isInWindow(long moment) {
        return moment >= question.fromMicros() && moment < question.endMicros();
    }

    /** What flows have left in each stage, and what is decided by now; what has changed since the moment is put right. */
    private void whole(ColumnStore store, Rollup rollup) {
        var columns = rollup.columns();
        var asOf = question.asOfMicros();
        var flows = new FlowSums(question.stages().rows());
        rollup.days().add(flows, asOf + 1);
        for (var row = 0; row < count.length; row++) {
            var left = flows.balance(row);
            add(row, left[0], left[1]);
        }
        rollup.closedDeals().add(decided, question.fromMicros(), question.endMicros());
        rollup.closedDeals().eachChanged(deal -> {
            if (columns.lastAt[deal] > asOf && columns.entry[deal] <= asOf && store.has(deal)) {
                take(columns, deal);
                var last = columns.lastBy(deal, asOf);
                if (isInWindow(columns.since(deal, last))) {
                    decided.add(columns.states.status(last), columns.states.amount[last], 1);
                }
            }
        });
        store.eachGone(deal -> {
            if (rollup.has().test(deal)) {
                take(columns, deal);
                if (columns.entry[deal] <= asOf) {
                    var last = columns.lastBy(deal, asOf);
                    if (columns.states.status(last) == DealPath.OPEN) {
                        add(columns.progressColumns.row[last], -1, -Amounts.orZero(columns.states.amount[last]));
                    }
                }
            }
        });
    }

    /** Takes away what is summed of a deal that is decided by its last state. */
    private void take(DealColumns columns, int deal) {
        if (isInWindow(columns.since[deal])) {
            decided.add(columns.status[deal], columns.amount[deal], -1);
        }
    }

    /** Told where each deal stands. */
    public interface Visitor {

        /**
         * @param state its last state by the moment
         * @param row the stage that it is in, or was in last
         * @param since when it came to that status; for an open deal it says nothing
         */
        void is(DealColumns columns, int deal, int state, int status, int row, long since, long worth);
    }

    /** All matching deals that had entered by a moment, as they were then, that moment included. */
    public static void each(Question question, long moment, Visitor visitor) {
        var compiled = question.compiledFilter();
        for (var store : question.image().stores()) {
            var end = store.columns().firstFrom(moment + 1);
            store.each(0, end, compiled, each(store, compiled, moment, visitor));
        }
    }

    private static IntConsumer each(ColumnStore store, CompiledFilter compiled, long moment, Visitor visitor) {
        var columns = store.columns();
        return deal -> {
            var state = columns.lastAt[deal] <= moment ? columns.last(deal) : columns.lastBy(deal, moment);
            var worth = columns.states.amount[state];
            if (compiled.test(columns.states.segment[state], worth)) {
                var status = columns.states.status(state);
                visitor.is(
                        columns,
                        deal,
                        state,
                        status,
                        columns.progressColumns.row[state],
                        since(columns, deal, state, status),
                        worth);
            }
        };
    }

    private static long since(DealColumns columns, int deal, int state, int status) {
        if (status == DealPath.OPEN) {
            return Long.MAX_VALUE;
        }
        return state == columns.last(deal) ? columns.since[deal] : columns.since(deal, state);
    }

    public Total capacity(int row) {
        return Total.of(count[row], amount[row]);
    }

    public Total capacity() {
        var deals = 0L;
        var worth = 0L;
        for (var row = 0; row < count.length; row++) {
            deals += count[row];
            worth += amount[row];
        }
        return Total.of(deals, worth);
    }

    public Total won() {
        return decided.won();
    }

    public Total lost() {
        return decided.lost();
    }
}
