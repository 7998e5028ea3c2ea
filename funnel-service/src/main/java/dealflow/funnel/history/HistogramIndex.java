package dealflow.funnel.history;

/**
 * The series of lengths that a cohort is counted by, each with its number; those of rows that have no step to or from them
 * stay empty. A furthest row is -1 for none, and the number of rows once a deal was won.
 *
 * @param rows of the funnel
 */
public record HistogramIndex(int rows) {

    public int all() {
        return 8 * rows + 5;
    }

    /** Of ended stays. */
    public int stay(int row) {
        return row;
    }

    public int stayStill(int row) {
        return rows + row;
    }

    /** From the first entry until a row was reached. */
    public int entry(int row) {
        return 2 * rows + row;
    }

    /** From when the row before it was reached. */
    public int previous(int row) {
        return 3 * rows + row;
    }

    /** From the first entry until a deal ended that had come so far. */
    public int outOfEntry(int furthest) {
        return 4 * rows + furthest + 1;
    }

    public int outOfPrevious(int furthest) {
        return 5 * rows + 1 + furthest;
    }

    /** For how long a deal that has come so far has been open. */
    public int openOfEntry(int furthest) {
        return 6 * rows + 1 + furthest + 1;
    }

    public int openOfPrevious(int furthest) {
        return 7 * rows + 3 + furthest;
    }

    public int won() {
        return 8 * rows + 3;
    }

    /** Lost, or not in the funnel any more. */
    public int out() {
        return 8 * rows + 4;
    }

    /** The series that a deal ends in. */
    public int end(int status) {
        return status == DealPath.WON ? won() : out();
    }
}
