package dealflow.forecast.target;

/** What a target counts. */
public enum Metric {
    /** Money, of orders or of receipts. */
    AMOUNT,
    /** Deals that are won. */
    WON,
    /** Deals that enter the funnel. */
    ENTERED
}
