package dealflow.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What orders to come will bring in so many days: those of deals that are open, and of deals not yet begun. */
final class ExpectedPayments {

    private final Map<PaymentHabits.Profile, Portion> orders;
    private final Map<PaymentHabits.Profile, double[]> paid;
    private final Bookings bookings;
    private final int days;
    private final Map<PaymentHabits.Profile, Cash> open;
    private final Map<PaymentHabits.Profile, Cash> fresh;
    private List<LargeOrder> largest;

    /**
     * @param orders the deals, by how their orders are paid
     * @param paid by the same, {@code [k]}: the part of an order that is paid by the end of day k after it
     * @param step from how many days to how many the chances of orders are computed; they are spread evenly between
     */
    ExpectedPayments(
            Map<PaymentHabits.Profile, Portion> orders,
            Map<PaymentHabits.Profile, double[]> paid,
            Bookings bookings,
            int days,
            int step) {
        this.orders = orders;
        this.paid = paid;
        this.bookings = bookings;
        this.days = days;
        this.open = openCash(step);
        this.fresh = freshCash(0, days);
    }

    int days() {
        return days;
    }

    /** Of the deals that are open. */
    Moments open(Window window) {
        var sum = Moments.NONE;
        for (var cash : open.values()) {
            sum = sum.plus(cash.open(window));
        }
        return sum;
    }

    /** Of the deals that begin on days {@code [begin, end)}. */
    Moments fresh(Window window, int begin, int end) {
        var whole = begin <= 0 && end >= window.to();
        var sum = Moments.NONE;
        for (var cash : (whole ? fresh : freshCash(begin, end)).values()) {
            sum = sum.plus(cash.fresh(window));
        }
        return sum;
    }

    /** The largest open deals, and which part of each is expected in the window. */
    List<Draws.Lump> lumps(Window window) {
        return largest().stream()
                .map(large -> new Draws.Lump(large.amount, Cash.part(large.won, large.paid, window)))
                .toList();
    }

    private record OfCell(Cash.Orders orders, Population.Sum sum) {}

    private Map<PaymentHabits.Profile, Cash> openCash(int step) {
        var expected = new HashMap<PaymentHabits.Profile, Cash.Orders>();
        var cells = new HashMap<Cell, List<OfCell>>();
        orders.forEach((profile, portion) -> {
            var own = new Cash.Orders(days);
            expected.put(profile, own);
            portion.open().forEach((cell, sum) -> cells.computeIfAbsent(cell, any -> new ArrayList<>())
                    .add(new OfCell(own, sum)));
        });
        // Cell by cell: customers are many, and their deals alike in all else.
        cells.forEach((cell, parts) -> {
            var won = Cash.daily(bookings.wonBy(cell, days, step));
            for (var part : parts) {
                part.orders.add(won, part.sum.count(), part.sum.amount(), part.sum.square());
            }
        });
        return cash(expected);
    }

    private Map<PaymentHabits.Profile, Cash> freshCash(int begin, int end) {
        var expected = new HashMap<PaymentHabits.Profile, Cash.Orders>();
        var wins = new HashMap<Cell, double[]>();
        orders.forEach((profile, portion) -> {
            var own = new Cash.Orders(days);
            for (var kind : portion.arrivals().kinds()) {
                var won =
                        wins.computeIfAbsent(kind.cell(), cell -> Cash.daily(bookings.winsBy(cell, days, begin, end)));
                own.add(won, kind.share(), kind.share() * kind.amount(), kind.share() * kind.square());
            }
            expected.put(profile, own);
        });
        return cash(expected);
    }

    private Map<PaymentHabits.Profile, Cash> cash(Map<PaymentHabits.Profile, Cash.Orders> expected) {
        var cash = new HashMap<PaymentHabits.Profile, Cash>();
        expected.forEach((profile, own) -> cash.put(profile, own.paid(paid.get(profile))));
        return cash;
    }

    private record OfProfile(PaymentHabits.Profile profile, Population.Large large) {}

    /**
     * @param won {@code [d]}: the chance to be won before day d
     * @param paid {@code [k]}: the part that is paid by the end of day k after it
     */
    private record LargeOrder(double amount, double[] won, double[] paid) {}

    private synchronized List<LargeOrder> largest() {
        if (largest == null) {
            largest = orders.entrySet().stream()
                    .flatMap(entry -> entry.getValue().open().largest().stream()
                            .map(large -> new OfProfile(entry.getKey(), large)))
                    .sorted(Comparator.comparingDouble(of -> -of.large.amount()))
                    .limit(Population.LARGEST)
                    .map(of -> new LargeOrder(
                            of.large.amount(), bookings.wonBy(of.large.cell(), days), paid.get(of.profile)))
                    .toList();
        }
        return largest;
    }
}
