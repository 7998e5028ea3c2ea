package dealflow.funnel.rollup;

import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;

/** The terms of the balance in numbers, by row; sums of flows add up, and can be taken away from each other. */
public final class FlowSums {

    private static final int TERMS = Term.ALL.length;

    private final int rows;
    private final long[] count;
    private final long[] amount;

    public FlowSums(int rows) {
        this.rows = rows;
        count = new long[rows * TERMS];
        amount = new long[rows * TERMS];
    }

    public void add(Term term, int row, long worth, int sign) {
        var cell = row * TERMS + term.ordinal();
        count[cell] += term == Term.REPRICED ? 0 : sign;
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
        for (var term : Term.ALL) {
            deals += term.sign * count[row * TERMS + term.ordinal()];
            worth += term.sign * amount[row * TERMS + term.ordinal()];
        }
        return new long[] {deals, worth};
    }

    private Total total(Term term, int row) {
        var cell = row * TERMS + term.ordinal();
        return new Total(count[cell], Amounts.decimal(amount[cell]));
    }

    /** A row with what it opens with: what everything before has left. */
    private Flow flow(int row, long[] opening) {
        var change = balance(row);
        return new Flow(
                new Total(opening[0], Amounts.decimal(opening[1])),
                total(Term.IN, row),
                total(Term.REOPENED, row),
                total(Term.FORWARD_IN, row),
                total(Term.BACKWARD_IN, row),
                total(Term.TRANSFERRED_IN, row),
                total(Term.FORWARD_OUT, row),
                total(Term.BACKWARD_OUT, row),
                total(Term.WON, row),
                total(Term.LOST, row),
                total(Term.RETURNED, row),
                total(Term.TRANSFERRED_OUT, row),
                total(Term.REPRICED, row),
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
