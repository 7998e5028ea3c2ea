package dealflow.forecast.measure;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.notice.Notice;
import java.time.LocalDate;
import java.util.List;

/**
 * What some of a pipeline's deals have brought and will bring: in orders ({@link BookingsSeries}) or in money ({@code Paid}). Windows
 * count from today.
 */
public interface RevenueSeries extends ComputationCache.Sized {

    /** What came on days {@code [from, to)} since the epoch, before today. */
    DayTotals.Total closed(int from, int to);

    /** From the deals that are there: open ones, and won ones that are not paid. */
    Moments open(Window window);

    /** The largest of them, each with the chance of its population. */
    List<MonteCarlo.Lump> lumps(Window window);

    /** From deals that begin on days {@code [begin, end)} from today. */
    Moments fresh(Window window, int begin, int end);

    default Moments fresh(Window window) {
        return fresh(window, 0, window.to());
    }

    /** The share of what is expected in a window that depends on orders to come. */
    default double exposed(Window window) {
        return 1;
    }

    BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to);

    /** How many deals won on days {@code [from, to)} since the epoch have no amount, so that what came is known only without them. */
    default int withoutAmount(int from, int to) {
        return 0;
    }

    int openDeals();

    /** What the deals that are there are worth if all of it comes. */
    double openAmount();

    /** How many deals begin on days {@code [begin, end)} from today. */
    double begins(int begin, int end);

    @Override
    default long bytes() {
        return 0;
    }

    /** What a reader should know before relying on the numbers. */
    List<Notice> warnings();
}
