package dealflow.forecast;

/** Days {@code [from, to)} counted from the start of a forecast's first day, which is 0. */
record Window(int from, int to) {

    Window {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a window of days %d to %d".formatted(from, to));
        }
    }

    /** What is still to come of a period. */
    static Window of(int from, int to) {
        return new Window(Math.max(0, from), Math.max(0, to));
    }

    int days() {
        return to - from;
    }
}
