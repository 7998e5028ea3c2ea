package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * What some of a pipeline's deals have brought and will bring: in orders ({@link Booked}) or in money ({@link Paid}). Windows
 * count from today.
 */
interface Measured {

    /** What came on days {@code [from, to)} since the epoch, before today. */
    DayTotals.Total closed(int from, int to);

    /** From the deals that are there: open ones, and won ones that are not paid. */
    Moments open(Window window);

    /** The largest of them, each with the chance of its population. */
    List<Draws.Lump> lumps(Window window);

    /** From deals that begin on days {@code [begin, end)} from today. */
    Moments fresh(Window window, int begin, int end);

    default Moments fresh(Window window) {
        return fresh(window, 0, window.to());
    }

    /** The share of what is expected in a window that depends on orders to come. */
    default double exposed(Window window) {
        return 1;
    }

    Forecast.Naive naive(Interval interval, LocalDate from, LocalDate to);

    int openDeals();

    /** What the deals that are there are worth if all of it comes. */
    double openAmount();

    /** How many deals begin on days {@code [begin, end)} from today. */
    double begins(int begin, int end);

    /** What a reader should know before relying on the numbers. */
    List<String> warnings();
}
