package dealflow.forecast.measure;

/** Which of a forecast's numbers a deal is in. */
public enum DealPart {
    /** Won, or paid, in a period. */
    CLOSED,
    /** Under way. */
    OPEN,
    /** Won, and not yet paid in full. */
    OWED
}
