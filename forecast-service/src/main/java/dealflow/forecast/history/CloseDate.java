package dealflow.forecast.history;

/**
 * When somebody expected a deal to close.
 *
 * @param said the day on which they said so
 * @param on the day they expected; {@link #NONE} from when they took it back
 * @param late whether it was said of that day only afterwards, as in an imported history: nobody can tell whether it was foreseen
 */
public record CloseDate(int said, int on, boolean late) {

    public static final int NONE = PackedHistory.NO_DAY;
}
