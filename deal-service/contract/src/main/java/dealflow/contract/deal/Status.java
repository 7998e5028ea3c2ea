package dealflow.contract.deal;

/** Where a deal stands as a whole. */
public enum Status {
    /** Outside the funnel (线索); in no funnel or forecast number. */
    LEAD,
    /** In the funnel (商机). */
    OPEN,
    WON,
    LOST
}
