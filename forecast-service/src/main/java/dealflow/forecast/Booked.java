package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/** Bookings (订单): the value of the orders that some deals have become and will become. */
final class Booked implements Measured {

    private final Portion portion;
    private final Bookings bookings;
    private final History history;

    Booked(Portion portion, Bookings bookings, History history) {
        this.portion = portion;
        this.bookings = bookings;
        this.history = history;
    }

    /** Of all deals. */
    static Booked of(Estimates estimates, Bookings bookings) {
        return new Booked(estimates.whole(), bookings, estimates.history());
    }

    static Booked of(Model model, Predicate<Life> wanted) {
        var own = Portion.by(model.estimates(), life -> wanted.test(life) ? "all" : null)
                .get("all");
        return new Booked(own == null ? Portion.none(model.estimates()) : own, model.bookings(), model.history());
    }

    @Override
    public DayTotals.Total closed(int from, int to) {
        return portion.won().between(from, Math.min(to, history.settledBefore()));
    }

    @Override
    public Moments open(Window window) {
        return bookings.open(portion.open(), window);
    }

    @Override
    public List<Draws.Lump> lumps(Window window) {
        return portion.open().largest().stream()
                .map(large -> new Draws.Lump(large.amount(), bookings.chance(large.cell(), window)))
                .toList();
    }

    @Override
    public Moments fresh(Window window, int begin, int end) {
        var sum = new Moments.Sum();
        for (var kind : portion.arrivals().kinds()) {
            var wins = bookings.wins(kind, window, begin, end);
            sum.add(wins, wins * kind.amount(), wins * kind.square());
        }
        return sum.moments();
    }

    @Override
    public Forecast.Naive naive(Interval interval, LocalDate from, LocalDate to) {
        return NaiveMethods.of(
                portion.won(), history.today(), portion.firstEntry(), interval, portion.stageWeighted(from, to));
    }

    @Override
    public int openDeals() {
        return portion.open().deals();
    }

    @Override
    public double openAmount() {
        return portion.open().amount();
    }

    @Override
    public double begins(int begin, int end) {
        return portion.arrivals().share() * bookings.begins(begin, end);
    }

    @Override
    public List<String> warnings() {
        return portion.unknownAmounts() == 0
                ? List.of()
                : List.of("%d open deals have no amount; the mean of what their product, or all, brought stands in"
                        .formatted(portion.unknownAmounts()));
    }
}
