package dealflow.funnel.rollup;

import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;

/** The terms of the balance in numbers, by row; sums of flows add up, and can be taken away from each other. */
public final class FlowSums {

    private static final int TERMS = FlowTerm.ALL.length;

    private final int rows;
    private final long[] count;
    private final long[] amount;

    public FlowSums(int rows) {
        this.rows = rows;
        count = new long[rows * TERMS];
        amount = new long[rows * TERMS];
    }

    public void add(FlowTerm term, int row, long worth, int sign) {
        var cell = row * TERMS + term.ordinal();
        count[cell] += term == FlowTerm.REPRICED ? 0 : sign;
        amount[cell] = Math.addExact(amount[cell], sign * worth);
    }

    public FlowSums plus(FlowSums other, int sign) {
        // The other may be older, and know fewer stages.
        for (var i = 0; i < other.count.length; i++) {
            count[i] += sign * other.count[i];
            amount[i] += sign * other.amount[i];
        }
        return this;
    }

    boolean nothing(int row) {
        for (var i = row * TERMS; i < (row + 1) * TERMS; i++) {
            if (count[i] != 0 || amount[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What the terms of a row leave, as a count and an amount. */
    public long[] balance(int row) {
        var deals = 0L;
        var worth = 0L;
        for (var term : FlowTerm.ALL) {
            deals += term.sign * count[row * TERMS + term.ordinal()];
            worth += term.sign * amount[row * TERMS + term.ordinal()];
        }
        return new long[] {deals, worth};
    }

    private Total total(FlowTerm term, int row) {
        var cell = row * TERMS + term.ordinal();
        return new Total(count[cell], Amounts.decimal(amount[cell]));
    }

    /** A row with what it opens with: what everything before has left. */
    private Flow flow(int row, long[] opening) {
        var change = balance(row);
        return new Flow(
                new Total(opening[0], Amounts.decimal(opening[1])),
                total(FlowTerm.IN, row),
                total(FlowTerm.REOPENED, row),
                total(FlowTerm.FORWARD_IN, row),
                total(FlowTerm.BACKWARD_IN, row),
                total(FlowTerm.TRANSFERRED_IN, row),
                total(FlowTerm.FORWARD_OUT, row),
                total(FlowTerm.BACKWARD_OUT, row),
                total(FlowTerm.WON, row),
                total(FlowTerm.LOST, row),
                total(FlowTerm.RETURNED, row),
                total(FlowTerm.TRANSFERRED_OUT, row),
                total(FlowTerm.REPRICED, row),
                new Total(opening[0] + change[0], Amounts.decimal(opening[1] + change[1])));
    }

    /** The flow by row, given everything that came before; null for a row that nothing was ever in. */
    public List<Flow> flows(FlowSums before) {
        var flows = new ArrayList<Flow>();
        for (var row = 0; row < rows; row++) {
            flows.add(nothing(row) && before.nothing(row) ? null : flow(row, before.balance(row)));
        }
        return flows;
    }
}
