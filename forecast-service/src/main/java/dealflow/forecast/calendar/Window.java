package dealflow.forecast.calendar;

/** Days {@code [from, to)} counted from the start of a forecast's first day, which is 0. */
public record Window(int from, int to) {

    public Window {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a window of days %d to %d".formatted(from, to));
        }
    }

    /** What is still to come of a period. */
    public static Window of(int from, int to) {
        return new Window(Math.max(0, from), Math.max(0, to));
    }

    public int days() {
        return to - from;
    }
}
