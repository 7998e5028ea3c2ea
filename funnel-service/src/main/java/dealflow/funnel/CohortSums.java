package dealflow.funnel;

/**
 * A cohort as numbers: how many deals, and of what amount, have come how far in which status, and how long it took them,
 * as counts by {@link Span}. Sums of cohorts add up, and can be taken away from each other.
 */
final class CohortSums {

    private static final int STATUSES = 4;

    private final int rows;
    /** By furthest row, from -1, and status. */
    private final long[] count;

    private final long[] amount;
    /** By the row that the lost were in last. */
    private final long[] lostCount;

    private final long[] lostAmount;
    private final SpanCounts series;

    CohortSums(Stages stages) {
        rows = stages.funnelRows();
        count = new long[(rows + 2) * STATUSES];
        amount = new long[count.length];
        lostCount = new long[stages.rows()];
        lostAmount = new long[stages.rows()];
        series = new SpanCounts(8 * rows + 5);
    }

    // The series, one after the other; those of rows that have no step to or from them stay empty.

    int[] stays(int row) {
        return series.of(stay(row));
    }

    int[] staysStill(int row) {
        return series.of(staySince(row));
    }

    private static int stay(int row) {
        return row;
    }

    private int staySince(int row) {
        return rows + row;
    }

    private int entry(int k) {
        return 2 * rows + k;
    }

    private int previous(int k) {
        return 3 * rows + k;
    }

    private int outOfEntry(int furthest) {
        return 4 * rows + furthest + 1;
    }

    private int outOfPrevious(int furthest) {
        return 5 * rows + 1 + furthest;
    }

    private int openOfEntry(int furthest) {
        return 6 * rows + 1 + furthest + 1;
    }

    private int openOfPrevious(int furthest) {
        return 7 * rows + 3 + furthest;
    }

    private int won() {
        return 8 * rows + 3;
    }

    private int out() {
        return 8 * rows + 4;
    }

    /** Adds what is known of a deal by its last state, but for how long it has been open. */
    void add(Lives lives, int deal, int sign) {
        stand(lives.furthest[deal], lives.status[deal], lives.row[deal], lives.amount[deal], sign);
        later(lives, deal, 0, 1, sign);
    }

    /** Takes back what happened to a deal after a moment, by which it was as its fate says. */
    void takeBack(Lives lives, int deal, Fate fate, long until) {
        stand(lives.furthest[deal], lives.status[deal], lives.row[deal], lives.amount[deal], -1);
        stand(fate.furthest, fate.status, fate.row, lives.states.amount[fate.last], 1);
        later(lives, deal, fate.endedStays(), fate.furthest + 1, -1);
        stands(fate, until, 1);
    }

    /** From one of its stays on, from one of the rows that it has reached on, and its end. */
    private void later(Lives lives, int deal, int firstStay, int firstRow, int sign) {
        for (var i = lives.stayBegin[deal] + firstStay; i < lives.stayBegin[deal + 1]; i++) {
            if (lives.stayLength[i] != Lives.NEVER && lives.stayRow[i] < rows) {
                count(stay(lives.stayRow[i]), lives.stayLength[i], sign);
            }
        }
        var furthest = lives.furthest[deal];
        for (var k = Math.max(1, firstRow); k <= Math.min(furthest, rows - 1); k++) {
            var place = deal * lives.steps() + k - 1;
            count(entry(k), lives.fromEntry[place], sign);
            count(previous(k), lives.fromPrevious[place], sign);
        }
        if (lives.status[deal] != Fate.OPEN) {
            ended(furthest, lives.status[deal], lives.endFromEntry[deal], lives.endFromFurthest[deal], sign);
        }
    }

    /** Adds how long an open deal has been open, and in its stage, by a moment. */
    void addOpen(Lives lives, int place, long until) {
        var deal = lives.open[place];
        stillOpen(
                lives.furthest[deal],
                lives.row[deal],
                until - lives.entry[deal],
                until - lives.openReachedAt[place],
                until - lives.openEnteredAt[place],
                1);
    }

    /** Adds a deal as it was by a moment, or with sign -1 takes it away. */
    void add(Fate fate, long worth, long until, int sign) {
        stand(fate.furthest, fate.status, fate.row, worth, sign);
        for (var i = 0; i < fate.stays; i++) {
            if (fate.leftAt[i] != Fate.STILL && fate.stayRow[i] < rows) {
                count(stay(fate.stayRow[i]), Span.code(fate.leftAt[i] - fate.enteredAt[i]), sign);
            }
        }
        for (var k = 1; k <= Math.min(fate.furthest, rows - 1); k++) {
            count(entry(k), Span.code(fate.reachedAt[k] - fate.entry), sign);
            count(previous(k), Span.code(fate.reachedAt[k] - fate.reachedAt[k - 1]), sign);
        }
        stands(fate, until, sign);
    }

    /** For how long it is open, or how it has ended. */
    private void stands(Fate fate, long until, int sign) {
        var reachedAt = fate.furthest < 0 ? fate.entry : fate.reachedAt[fate.furthest];
        if (fate.status == Fate.OPEN) {
            stillOpen(
                    fate.furthest,
                    fate.row,
                    until - fate.entry,
                    until - reachedAt,
                    until - fate.enteredAt[fate.stays - 1],
                    sign);
        } else {
            ended(
                    fate.furthest,
                    fate.status,
                    Span.code(fate.since - fate.entry),
                    Span.code(fate.since - reachedAt),
                    sign);
        }
    }

    private void stand(int furthest, int status, int row, long worth, int sign) {
        var cell = (furthest + 1) * STATUSES + status;
        var signed = sign * Amounts.orZero(worth);
        count[cell] += sign;
        amount[cell] = Math.addExact(amount[cell], signed);
        if (status == Fate.LOST) {
            lostCount[row] += sign;
            lostAmount[row] += signed;
        }
    }

    private void ended(int furthest, int status, int fromEntry, int fromFurthest, int sign) {
        count(status == Fate.WON ? won() : out(), fromEntry, sign);
        if (furthest < rows - 1) {
            count(outOfEntry(furthest), fromEntry, sign);
            if (furthest >= 0) {
                count(outOfPrevious(furthest), fromFurthest, sign);
            }
        }
    }

    private void stillOpen(int furthest, int row, long sinceEntry, long sinceReached, long inStage, int sign) {
        count(openOfEntry(furthest), Span.code(sinceEntry), sign);
        if (furthest >= 0 && furthest < rows - 1) {
            count(openOfPrevious(furthest), Span.code(sinceReached), sign);
        }
        if (row < rows) {
            count(staySince(row), Span.code(inStage), sign);
        }
    }

    private void count(int number, int code, int sign) {
        series.count(number, code, sign);
    }

    /** Adds other sums, or with sign -1 takes them away. */
    CohortSums plus(CohortSums other, int sign) {
        add(count, other.count, sign);
        add(amount, other.amount, sign);
        add(lostCount, other.lostCount, sign);
        add(lostAmount, other.lostAmount, sign);
        series.plus(other.series, sign);
        return this;
    }

    private static void add(long[] to, long[] from, int sign) {
        for (var i = 0; i < from.length; i++) {
            to[i] += sign * from[i];
        }
    }

    /** Gives back the room that was for more. */
    CohortSums trim() {
        series.trim();
        return this;
    }

    Total entered() {
        return sum(-1, -1);
    }

    Total with(int status) {
        return sum(-1, status);
    }

    /** Those that have reached a row or a later one. */
    Total reached(int row) {
        return sum(row, -1);
    }

    /** Those that are open and have not reached a row yet, but one from {@code least} on. */
    long openShortOf(int row, int least) {
        var open = 0L;
        for (var furthest = least; furthest < row; furthest++) {
            open += count[(furthest + 1) * STATUSES + Fate.OPEN];
        }
        return open;
    }

    Total lostIn(int row) {
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
    double expectedFromEntry(int row) {
        return AalenJohansen.incidence(
                series.of(entry(row)),
                series.together(outOfEntry(-1), outOfEntry(row - 1)),
                series.together(openOfEntry(-1), openOfEntry(row - 1)));
    }

    /** The same of those who reached the row before. */
    double expectedFromPrevious(int row) {
        return AalenJohansen.incidence(
                series.of(previous(row)), series.of(outOfPrevious(row - 1)), series.of(openOfPrevious(row - 1)));
    }

    /** The share of those who entered that will have been won. */
    double expectedToWin() {
        return AalenJohansen.incidence(
                series.of(won()), series.of(out()), series.together(openOfEntry(-1), openOfEntry(rows)));
    }

    /** How long it takes from the entry until a deal leaves the funnel, won or not. */
    KaplanMeier cycle() {
        return new KaplanMeier(series.together(won(), out()), series.together(openOfEntry(-1), openOfEntry(rows)));
    }

    KaplanMeier timeIn(int row) {
        return new KaplanMeier(stays(row), staysStill(row));
    }
}
