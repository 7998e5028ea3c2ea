package dealflow.forecast.measure;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Subpopulation;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.notice.Gaps;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Bookings (订单): the value of the orders that some deals have become and will become. */
public final class BookingsSeries implements RevenueSeries {

    /** What new deals bring, day by day. */
    private static final int WORTH_BYTES = 10_000;

    private final Subpopulation subpopulation;
    private final ExpectedWins expectedWins;
    private final TrainingData history;
    private final OpenCells cells;
    private volatile ArrivalWorth worth;

    public BookingsSeries(Subpopulation subpopulation, ExpectedWins expectedWins, TrainingData history) {
        this.subpopulation = subpopulation;
        this.expectedWins = expectedWins;
        this.history = history;
        this.cells = new OpenCells(expectedWins, subpopulation.open());
    }

    /** Of all deals. */
    public static BookingsSeries of(Estimates estimates, ExpectedWins expectedWins) {
        return new BookingsSeries(estimates.whole(), expectedWins, estimates.history());
    }

    /** Of those that are wanted. */
    public static BookingsSeries of(Estimates estimates, ExpectedWins expectedWins, Predicate<DealHistory> wanted) {
        var own = Subpopulation.by(estimates, deal -> wanted.test(deal) ? "all" : null)
                .get("all");
        return new BookingsSeries(own == null ? Subpopulation.none(estimates) : own, expectedWins, estimates.history());
    }

    @Override
    public DayTotals.Total closed(int from, int to) {
        return subpopulation.won().between(from, Math.min(to, history.settledBefore()));
    }

    @Override
    public Moments open(Window window) {
        return cells.moments(window);
    }

    /** How many of the open deals are won. */
    public Moments openWins(Window window) {
        return cells.counts(window);
    }

    /** How many of the deals that begin today or later are; their number is Poisson. */
    public Moments freshWins(Window window) {
        var wins = fresh(window).count();
        return expectedWins.begun(new Moments(wins, wins, wins));
    }

    /** Which share of the pipeline's deals that begin they are. */
    public double shareOfArrivals() {
        return subpopulation.arrivals().share();
    }

    @Override
    public List<MonteCarlo.Lump> lumps(Window window) {
        return cells.lumps(window);
    }

    @Override
    public Moments fresh(Window window, int begin, int end) {
        var known = worth;
        if (known == null || !expectedWins.reaches(known, window.to())) {
            known = expectedWins.worth(subpopulation.arrivals(), window.to());
            worth = known;
        }
        return expectedWins.begun(expectedWins.fresh(known, window, begin, end));
    }

    @Override
    public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
        return BaselineForecasts.of(
                subpopulation.won(),
                history.today(),
                subpopulation.firstEntry(),
                interval,
                subpopulation.stageWeighted(from, to));
    }

    @Override
    public int withoutAmount(int from, int to) {
        return subpopulation
                .unpriced()
                .between(from, Math.min(to, history.settledBefore()))
                .count();
    }

    @Override
    public int openDeals() {
        return subpopulation.open().deals();
    }

    @Override
    public double openAmount() {
        return subpopulation.open().amount();
    }

    @Override
    public double begins(int begin, int end) {
        return subpopulation.arrivals().share() * expectedWins.begins(begin, end);
    }

    @Override
    public long bytes() {
        return subpopulation.bytes() + WORTH_BYTES;
    }

    @Override
    public List<Notice> warnings() {
        return warnings(subpopulation);
    }

    /** What is to be known of the amounts of some deals. */
    public static List<Notice> warnings(Subpopulation... portions) {
        int unknown = 0, largeOpen = 0, large = 0;
        for (var subpopulation : portions) {
            unknown += subpopulation.unknownAmounts();
            largeOpen += subpopulation.largeOpen();
            large += subpopulation.large();
        }
        var warnings = new ArrayList<Notice>();
        if (unknown > 0) {
            warnings.add(new Notice(
                    NoticeCode.OPEN_DEALS_WITHOUT_AMOUNT,
                    "%s: what its product, or all, usually brought stands for each in what is expected"
                            .formatted(Gaps.without(unknown, "open deal")),
                    NoticeValues.ofCount(unknown)));
        }
        if (largeOpen > 0) {
            warnings.add(new Notice(
                    NoticeCode.LARGE_OPEN_DEALS,
                    "%s far larger than what is usually won: the amount counts in full in what is expected of open deals"
                            .formatted(Gaps.counted(largeOpen, "open deal")),
                    NoticeValues.ofCount(largeOpen)));
        }
        if (large > 0) {
            warnings.add(new Notice(
                    NoticeCode.LARGE_DEALS,
                    "%s far larger than what is usually won: only a part of the amount counts for deals not yet begun"
                            .formatted(Gaps.counted(large, "deal")),
                    NoticeValues.ofCount(large)));
        }
        return warnings;
    }
}
