package dealflow.funnel.question;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Stages;

/** The stays that ended in a window, by stage and by how they ended. */
public final class EndedStays {

    /** How a stay can end. */
    public enum How {
        FORWARD,
        BACKWARD,
        WON,
        LOST,
        RETURNED
    }

    private static final int HOWS = How.values().length;

    private final long[] count;

    /** Told of each of them: the deal, its stay, and how that ended. */
    public interface Sink {
        void add(DealColumns columns, int deal, DealPath dealPath, int stay, How how);
    }

    public EndedStays(Question question) {
        count = new long[question.stages().rows() * HOWS];
        each(question, (columns, deal, dealPath, stay, how) -> count[dealPath.stayRow[stay] * HOWS + how.ordinal()]++);
    }

    /** A stay belongs to who had the deal when it ended. */
    public static void each(Question question, Sink sink) {
        var filter = question.compiledFilter();
        var from = question.fromMicros();
        var until = question.endMicros() - 1;
        var dealPath = new DealPath(question.stages());
        for (var store : question.image().stores()) {
            var columns = store.columns();
            store.each(0, columns.firstFrom(until + 1), filter, deal -> {
                if (columns.lastAt[deal] < from) {
                    return;
                }
                dealPath.follow(columns.states, deal, until);
                for (var stay = 0; stay < dealPath.stays; stay++) {
                    if (dealPath.leftAt[stay] != DealPath.STILL && dealPath.leftAt[stay] >= from) {
                        var end = dealPath.leftWith[stay];
                        if (filter.test(columns.states.segment[end], columns.states.amount[end])) {
                            sink.add(
                                    columns,
                                    deal,
                                    dealPath,
                                    stay,
                                    how(columns, question.stages(), dealPath.stayRow[stay], end));
                        }
                    }
                }
            });
        }
    }

    private static How how(DealColumns columns, Stages stages, int row, int state) {
        var status = columns.states.status(state);
        if (status == DealPath.OPEN) {
            return stages.rowOf()[columns.states.stage[state]] > row ? How.FORWARD : How.BACKWARD;
        }
        return status == DealPath.WON ? How.WON : status == DealPath.LOST ? How.LOST : How.RETURNED;
    }

    public long count(int row, How how) {
        return count[row * HOWS + how.ordinal()];
    }

    public long count(int row) {
        var all = 0L;
        for (var how : How.values()) {
            all += count(row, how);
        }
        return all;
    }
}
