package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.HistogramIndex;
import dealflow.funnel.history.Stages;
import dealflow.funnel.statistics.AalenJohansen;
import dealflow.funnel.statistics.DurationHistograms;
import dealflow.funnel.statistics.KaplanMeier;
import dealflow.funnel.statistics.PackedHistogram;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.DurationBucket;
import dealflow.funnel.unit.Total;

/**
 * A cohort as numbers: how many deals, and of what amount, have come how far in which status, and how long it took them,
 * as counts by {@link DurationBucket}. Sums of cohorts add up, and can be taken away from each other.
 */
public final class CohortSums {

    private static final int STATUSES = 4;

    private final int rows;
    /** By furthest row, from -1, and status. */
    private final long[] count;

    private final long[] amount;
    /** By the row that the lost were in last. */
    private final long[] lostCount;

    private final long[] lostAmount;
    private final HistogramIndex index;
    private final DurationHistograms lengths;

    public CohortSums(Stages stages) {
        rows = stages.funnelRows();
        index = new HistogramIndex(rows);
        count = new long[(rows + 2) * STATUSES];
        amount = new long[count.length];
        lostCount = new long[stages.rows()];
        lostAmount = new long[stages.rows()];
        lengths = new DurationHistograms(index.all());
    }

    /** Adds what is known of a deal by its last state, but for how long it has been open; with sign -1 takes it away. */
    public void add(DealColumns columns, int deal, int sign) {
        stand(columns.furthest[deal], columns.status[deal], columns.row[deal], columns.amount[deal], sign);
        count(columns, columns.progressColumns.begin[deal], columns.progressColumns.begin[deal + 1], sign);
    }

    /** Takes back what happened to a deal after one of its states, the last one by a moment. */
    void takeBack(DealColumns columns, int deal, int state, long until) {
        stand(columns.furthest[deal], columns.status[deal], columns.row[deal], columns.amount[deal], -1);
        count(columns, columns.progressColumns.known[state], columns.progressColumns.begin[deal + 1], -1);
        stood(columns, deal, state, until, 1);
    }

    /** Adds a deal as it was by a moment, given its last state by then; with sign -1 takes it away. */
    public void add(DealColumns columns, int deal, int state, long until, int sign) {
        count(columns, columns.progressColumns.begin[deal], columns.progressColumns.known[state], sign);
        stood(columns, deal, state, until, sign);
    }

    private void count(DealColumns columns, int from, int to, int sign) {
        lengths.room(columns.width);
        lengths.count(columns.progressColumns.lengths, from, to, sign);
    }

    /** How a deal stood, and for how long it was open by then, or how it had ended. */
    private void stood(DealColumns columns, int deal, int state, long until, int sign) {
        var progressColumns = columns.progressColumns;
        var furthest = progressColumns.furthest[state];
        var status = columns.states.status(state);
        stand(furthest, status, progressColumns.row[state], columns.states.amount[state], sign);
        if (status == DealPath.OPEN) {
            stillOpen(
                    furthest,
                    progressColumns.row[state],
                    until - columns.entry[deal],
                    until - progressColumns.reachedAt(state),
                    until - progressColumns.enteredAt(state),
                    sign);
            return;
        }
        var since = columns.since(deal, state);
        lengths.count(index.end(status), DurationBucket.code(since - columns.entry[deal]), sign);
        if (furthest < rows - 1) {
            lengths.count(index.outOfEntry(furthest), DurationBucket.code(since - columns.entry[deal]), sign);
            if (furthest >= 0) {
                lengths.count(
                        index.outOfPrevious(furthest),
                        DurationBucket.code(since - progressColumns.reachedAt(state)),
                        sign);
            }
        }
    }

    /** Adds how long an open deal has been open, and in its stage, by a moment. */
    void addOpen(DealColumns columns, int place, long until) {
        var deal = columns.open[place];
        stillOpen(
                columns.furthest[deal],
                columns.row[deal],
                until - columns.entry[deal],
                until - columns.openReachedAt[place],
                until - columns.openEnteredAt[place],
                1);
    }

    private void stillOpen(int furthest, int row, long sinceEntry, long sinceReached, long inStage, int sign) {
        lengths.count(index.openOfEntry(furthest), DurationBucket.code(sinceEntry), sign);
        if (furthest >= 0 && furthest < rows - 1) {
            lengths.count(index.openOfPrevious(furthest), DurationBucket.code(sinceReached), sign);
        }
        if (row < rows) {
            lengths.count(index.stayStill(row), DurationBucket.code(inStage), sign);
        }
    }

    private void stand(int furthest, int status, int row, long worth, int sign) {
        var cell = (furthest + 1) * STATUSES + status;
        var signed = sign * Amounts.orZero(worth);
        count[cell] += sign;
        amount[cell] = Math.addExact(amount[cell], signed);
        if (status == DealPath.LOST) {
            lostCount[row] += sign;
            lostAmount[row] += signed;
        }
    }

    /** Sums that do not change any more. */
    static final class Kept {
        private final long[] count;
        private final long[] amount;
        private final long[] lostCount;
        private final long[] lostAmount;
        private final PackedHistogram[] lengths;

        private Kept(CohortSums sums) {
            count = sums.count.clone();
            amount = sums.amount.clone();
            lostCount = sums.lostCount.clone();
            lostAmount = sums.lostAmount.clone();
            lengths = sums.lengths.keep();
        }
    }

    /** The sums as they are now, in little room. */
    Kept keep() {
        return new Kept(this);
    }

    /** Adds other sums, or with sign -1 takes them away. */
    void plus(Kept other, int sign) {
        add(count, other.count, sign);
        add(amount, other.amount, sign);
        add(lostCount, other.lostCount, sign);
        add(lostAmount, other.lostAmount, sign);
        lengths.plus(other.lengths, sign);
    }

    private static void add(long[] to, long[] from, int sign) {
        for (var i = 0; i < from.length; i++) {
            to[i] += sign * from[i];
        }
    }

    public Total entered() {
        return sum(-1, -1);
    }

    public Total with(int status) {
        return sum(-1, status);
    }

    /** Those that have reached a row or a later one. */
    public Total reached(int row) {
        return sum(row, -1);
    }

    /** Those that are open and have not reached a row yet, but one from {@code least} on. */
    public long openShortOf(int row, int least) {
        var open = 0L;
        for (var furthest = least; furthest < row; furthest++) {
            open += count[(furthest + 1) * STATUSES + DealPath.OPEN];
        }
        return open;
    }

    public Total lostIn(int row) {
        return new Total(lostCount[row], Amounts.decimal(lostAmount[row]));
    }

    private Total sum(int least, int status) {
        var deals = 0L;
        var worth = 0L;
        for (var furthest = least; furthest <= rows; furthest++) {
            for (var s = 0; s < STATUSES; s++) {
                if (status < 0 || s == status) {
                    deals += count[(furthest + 1) * STATUSES + s];
                    worth += amount[(furthest + 1) * STATUSES + s];
                }
            }
        }
        return new Total(deals, Amounts.decimal(worth));
    }

    /** The share of those who entered that will have reached a row, by Aalen and Johansen; NaN where nobody did. */
    public double expectedFromEntry(int row) {
        return AalenJohansen.incidence(
                lengths.of(index.entry(row)),
                lengths.together(index.outOfEntry(-1), index.outOfEntry(row - 1)),
                lengths.together(index.openOfEntry(-1), index.openOfEntry(row - 1)));
    }

    /** The same of those who reached the row before. */
    public double expectedFromPrevious(int row) {
        return AalenJohansen.incidence(
                lengths.of(index.previous(row)),
                lengths.of(index.outOfPrevious(row - 1)),
                lengths.of(index.openOfPrevious(row - 1)));
    }

    /** The share of those who entered that will have been won. */
    public double expectedToWin() {
        return AalenJohansen.incidence(lengths.of(index.won()), lengths.of(index.out()), stillOpen());
    }

    /** How long it takes from the entry until a deal leaves the funnel, won or not. */
    public KaplanMeier cycle() {
        return new KaplanMeier(lengths.together(index.won(), index.out()), stillOpen());
    }

    private int[] stillOpen() {
        return lengths.together(index.openOfEntry(-1), index.openOfEntry(rows));
    }

    /** Of the stays that have ended in a row, how many took how long. */
    public int[] stays(int row) {
        return lengths.of(index.stay(row));
    }

    public KaplanMeier timeIn(int row) {
        return new KaplanMeier(stays(row), lengths.of(index.stayStill(row)));
    }
}
