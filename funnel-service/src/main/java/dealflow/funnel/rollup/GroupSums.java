package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Stages;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.Arrays;

/** A cohort as numbers, by group: how many deals, and of what amount, have come how far in which status. */
public final class GroupSums implements Member {

    private static final int STATUSES = 4;

    private final int rows;
    private final int allRows;
    private final GroupOf groupOf;
    private final long[] count;
    private final long[] amount;
    private final long[] lostCount;
    private final long[] lostAmount;
    private final int groups;

    /** The group that a deal counts in. */
    public interface GroupOf {
        int of(DealColumns columns, int deal, int state, int segment);
    }

    public GroupSums(Stages stages, int groups, GroupOf groupOf) {
        this(stages.funnelRows(), stages.rows(), groups, groupOf);
    }

    private GroupSums(int rows, int allRows, int groups, GroupOf groupOf) {
        this.rows = rows;
        this.allRows = allRows;
        this.groups = groups;
        this.groupOf = groupOf;
        count = new long[groups * width()];
        amount = new long[groups * width()];
        lostCount = new long[groups * allRows];
        lostAmount = new long[groups * allRows];
    }

    private int width() {
        return (rows + 2) * STATUSES;
    }

    @Override
    public void is(DealColumns columns, int deal, int state, int segment, long until) {
        var group = groupOf.of(columns, deal, state, segment);
        if (state == columns.last(deal)) {
            add(group, columns, deal, 1);
        } else {
            addState(group, columns, state, 1);
        }
    }

    /** Adds a deal as it was by one of its states, or with sign -1 takes it away. */
    void addState(int group, DealColumns columns, int state, int sign) {
        add(
                group,
                columns.progressColumns.furthest[state],
                columns.states.status(state),
                columns.progressColumns.row[state],
                columns.states.amount[state],
                sign);
    }

    /** Adds a deal as it was by one of its states, with a part of its amount. */
    public void addPart(int group, DealColumns columns, int state, long part) {
        add(
                group,
                columns.progressColumns.furthest[state],
                columns.states.status(state),
                columns.progressColumns.row[state],
                part,
                1);
    }

    /** Adds a deal as it is by its last state, or with sign -1 takes it away. */
    void add(int group, DealColumns columns, int deal, int sign) {
        add(group, columns.furthest[deal], columns.status[deal], columns.row[deal], columns.amount[deal], sign);
    }

    private void add(int group, int furthest, int status, int row, long worth, int sign) {
        if (group < 0) {
            return;
        }
        var cell = group * width() + (furthest + 1) * STATUSES + status;
        var signed = sign * Amounts.orZero(worth);
        count[cell] += sign;
        amount[cell] = Math.addExact(amount[cell], signed);
        if (status == DealPath.LOST) {
            lostCount[group * allRows + row] += sign;
            lostAmount[group * allRows + row] += signed;
        }
    }

    /** Adds a group of other sums, which may be older and know fewer stages, or with sign -1 takes it away. */
    void plus(int group, GroupSums other, int from, int sign) {
        for (var i = 0; i < width(); i++) {
            count[group * width() + i] += sign * other.count[from * width() + i];
            amount[group * width() + i] += sign * other.amount[from * width() + i];
        }
        for (var row = 0; row < other.allRows; row++) {
            lostCount[group * allRows + row] += sign * other.lostCount[from * other.allRows + row];
            lostAmount[group * allRows + row] += sign * other.lostAmount[from * other.allRows + row];
        }
    }

    void copy(int from, int to) {
        System.arraycopy(count, from * width(), count, to * width(), width());
        System.arraycopy(amount, from * width(), amount, to * width(), width());
        System.arraycopy(lostCount, from * allRows, lostCount, to * allRows, allRows);
        System.arraycopy(lostAmount, from * allRows, lostAmount, to * allRows, allRows);
    }

    /** The sums of several groups as one. */
    GroupSums together(int[] parentOf, int parents) {
        var sums = new GroupSums(rows, allRows, parents, groupOf);
        for (var group = 0; group < groups; group++) {
            if (parentOf[group] >= 0) {
                add(count, group, sums.count, parentOf[group], width());
                add(amount, group, sums.amount, parentOf[group], width());
                add(lostCount, group, sums.lostCount, parentOf[group], allRows);
                add(lostAmount, group, sums.lostAmount, parentOf[group], allRows);
            }
        }
        return sums;
    }

    private static void add(long[] from, int group, long[] to, int parent, int width) {
        for (var i = 0; i < width; i++) {
            to[parent * width + i] += from[group * width + i];
        }
    }

    public Total entered(int group) {
        return sum(group, -1, -1);
    }

    public Total with(int group, int status) {
        return sum(group, -1, status);
    }

    Total reached(int group, int row) {
        return sum(group, row, -1);
    }

    public long reachedCount(int group, int row) {
        var base = group * width();
        var deals = 0L;
        for (var cell = base + (row + 1) * STATUSES; cell < base + width(); cell++) {
            deals += count[cell];
        }
        return deals;
    }

    public long lostCount(int group, int row) {
        return lostCount[group * allRows + row];
    }

    public Total lostIn(int group, int row) {
        return Total.of(lostCount[group * allRows + row], lostAmount[group * allRows + row]);
    }

    private Total sum(int group, int least, int status) {
        var deals = 0L;
        var worth = 0L;
        for (var furthest = least; furthest <= rows; furthest++) {
            for (var s = 0; s < STATUSES; s++) {
                if (status < 0 || s == status) {
                    var cell = group * width() + (furthest + 1) * STATUSES + s;
                    deals += count[cell];
                    worth += amount[cell];
                }
            }
        }
        return Total.of(deals, worth);
    }

    public int groups() {
        return groups;
    }

    public boolean empty(int group) {
        return Arrays.stream(count, group * width(), (group + 1) * width()).allMatch(deals -> deals == 0);
    }
}
