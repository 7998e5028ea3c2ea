package dealflow.contract.event;

/** Where a move goes, seen from the funnel. */
public enum Direction {
    /** Enters the funnel: from a lead, or opened inside it. */
    IN,
    /** To a later stage. */
    FORWARD,
    /** To an earlier stage of the funnel. */
    BACKWARD,
    /** The customer signed. */
    WON,
    /** The customer will not buy from us this time. */
    LOST,
    /** Out of the funnel, back to a lead. */
    RETURNED,
    /** From won, lost or returned into the funnel again. */
    REOPENED
}
