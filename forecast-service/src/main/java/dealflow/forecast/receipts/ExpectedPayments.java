package dealflow.forecast.receipts;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.estimate.Portion;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Kept;
import dealflow.forecast.measure.Bookings;
import dealflow.forecast.measure.Draws;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.survival.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What orders to come will bring in so many days: those of deals that are open, and of deals not yet begun. */
final class ExpectedPayments implements Kept.Sized {

    private final Map<PaymentHabits.Profile, Portion> orders;
    private final UnaryOperator<PaymentHabits.Profile> alike;
    private final Map<PaymentHabits.Profile, double[]> paid;
    private final Bookings bookings;
    private final int days;
    private final Map<PaymentHabits.Profile, Cash> open;
    private final Cash fresh;
    private List<LargeOrder> largest;

    /**
     * @param orders the deals, by how their orders are paid
     * @param alike which of these are taken together
     * @param paid by what they are taken for, {@code [k]}: the part of an order that is paid by the end of day k after it
     */
    ExpectedPayments(
            Map<PaymentHabits.Profile, Portion> orders,
            UnaryOperator<PaymentHabits.Profile> alike,
            Map<PaymentHabits.Profile, double[]> paid,
            Bookings bookings,
            int days) {
        this.orders = orders;
        this.alike = alike;
        this.paid = paid;
        this.bookings = bookings;
        this.days = days;
        this.open = openCash();
        this.fresh = freshCash(0, days);
    }

    /** The largest deals are worked out when they are asked for. */
    @Override
    public long bytes() {
        var cash = fresh.bytes(days);
        for (var own : open.values()) {
            cash += own.bytes(days);
        }
        return cash + 8L * days * (open.size() + Population.LARGEST);
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
        return (whole ? fresh : freshCash(begin, end)).fresh(window);
    }

    /** The largest open deals, and which part of each is expected in the window. */
    List<Draws.Lump> lumps(Window window) {
        return largest().stream()
                .map(large -> new Draws.Lump(large.amount, Cash.part(large.won, large.paid, window)))
                .toList();
    }

    private record OfCell(Cash.Orders orders, Population.Sum sum) {}

    /** Deals of a kind, and how they are paid. */
    private record Paying(PaymentHabits.Profile profile, Arrivals.Kind kind) {

        double amount() {
            return kind.share() * kind.amount();
        }

        double square() {
            return kind.share() * kind.square();
        }
    }

    private Map<PaymentHabits.Profile, Cash> openCash() {
        var expected = new HashMap<PaymentHabits.Profile, Cash.Orders>();
        var cells = new HashMap<Cell, List<OfCell>>();
        orders.forEach((profile, portion) -> {
            var own = expected.computeIfAbsent(alike.apply(profile), any -> new Cash.Orders(days));
            portion.open().forEach((cell, sum) -> cells.computeIfAbsent(cell, any -> new ArrayList<>())
                    .add(new OfCell(own, sum)));
        });
        // Cell by cell: customers are many, and their deals alike in all else.
        var chances = bookings.daily(days);
        cells.forEach((cell, parts) -> {
            Deadline.check();
            var won = Cash.daily(chances.wonBy(cell));
            for (var part : parts) {
                part.orders.add(won, part.sum.count(), part.sum.amount(), part.sum.square());
            }
        });
        return cash(expected);
    }

    /**
     * Each kind of deal has its days of winning, each profile its days of being paid. Money is the sum over both, so that either the orders
     * of a profile or the payments of a kind may be added up before these are convolved: what are fewer.
     */
    private Cash freshCash(int begin, int end) {
        var cells = new HashMap<Cell, List<Paying>>();
        orders.forEach((profile, portion) -> {
            for (var kind : portion.arrivals().kinds()) {
                cells.computeIfAbsent(kind.cell(), any -> new ArrayList<>())
                        .add(new Paying(alike.apply(profile), kind));
            }
        });
        return cells.size() < paid.size() ? freshByCell(cells, begin, end) : freshByProfile(cells, begin, end);
    }

    private Cash freshByCell(Map<Cell, List<Paying>> cells, int begin, int end) {
        var cash = Cash.none();
        cells.forEach((cell, parts) -> {
            Deadline.check();
            var payments = new Cash.Orders(days);
            for (var part : parts) {
                payments.add(paid.get(part.profile), part.kind.share(), part.amount(), part.square());
            }
            cash.add(payments, Cash.daily(bookings.winsBy(cell, days, begin, end)));
        });
        return cash;
    }

    private Cash freshByProfile(Map<Cell, List<Paying>> cells, int begin, int end) {
        var expected = new HashMap<PaymentHabits.Profile, Cash.Orders>();
        cells.forEach((cell, parts) -> {
            Deadline.check();
            var won = Cash.daily(bookings.winsBy(cell, days, begin, end));
            for (var part : parts) {
                expected.computeIfAbsent(part.profile, any -> new Cash.Orders(days))
                        .add(won, part.kind.share(), part.amount(), part.square());
            }
        });
        var cash = Cash.none();
        expected.forEach((profile, own) -> {
            Deadline.check();
            cash.add(own, paid.get(profile));
        });
        return cash;
    }

    private Map<PaymentHabits.Profile, Cash> cash(Map<PaymentHabits.Profile, Cash.Orders> expected) {
        var cash = new HashMap<PaymentHabits.Profile, Cash>();
        expected.forEach((profile, own) -> {
            Deadline.check();
            cash.put(profile, own.paid(paid.get(profile)));
        });
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
            var chances = bookings.daily(days);
            largest = orders.entrySet().stream()
                    .flatMap(entry -> entry.getValue().open().largest().stream()
                            .map(large -> new OfProfile(entry.getKey(), large)))
                    .sorted(Comparator.comparingDouble(of -> -of.large.amount()))
                    .limit(Population.LARGEST)
                    .map(of -> new LargeOrder(
                            of.large.amount(), chances.wonBy(of.large.cell()), paid.get(alike.apply(of.profile))))
                    .toList();
        }
        return largest;
    }
}
