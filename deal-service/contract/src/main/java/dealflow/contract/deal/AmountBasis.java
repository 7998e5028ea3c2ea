package dealflow.contract.deal;

/** What the amount of a deal with lines is. */
public enum AmountBasis {
    /** The sum of its lines, and changes with them. */
    LINES,
    /** What somebody said, whatever the lines add up to. */
    STATED
}
