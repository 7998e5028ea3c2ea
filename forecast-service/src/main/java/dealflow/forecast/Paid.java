package dealflow.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Receipts (回款): the money that some deals have brought and will bring. */
final class Paid implements Measured {

    /** Days that are looked ahead at least, so that most questions share one computation. */
    private static final int DAYS = 400;

    private static final int WEEK = 7;

    private final Bookings bookings;
    private final PaymentHabits habits;
    private final int delay;
    private final History history;
    private final int days;
    private final int step;
    private final DayTotals received = new DayTotals();
    private final Receivables receivables;
    private final Map<PaymentHabits.Profile, Portion> orders = new HashMap<>();
    private int firstPayment;
    private Ahead ahead;

    private Paid(Bookings bookings, PaymentHabits habits, int delay, History history) {
        this(bookings, habits, delay, history, DAYS, 1);
    }

    private Paid(Bookings bookings, PaymentHabits habits, int delay, History history, int days, int step) {
        this.days = days;
        this.step = step;
        this.bookings = bookings;
        this.delay = delay;
        this.habits = habits;
        this.history = history;
        this.receivables = new Receivables(habits, history);
        this.firstPayment = history.today();
    }

    /** Orders whose payment is alike, of one group. */
    private record Payers<K>(K key, PaymentHabits.Profile profile) {}

    /**
     * Splits the deals as {@link Portion#by} does.
     *
     * @param delay days by which orders to come are paid later than orders were; earlier if below 0
     */
    static <K> Map<K, Paid> by(
            Estimates estimates, Bookings bookings, PaymentHabits habits, int delay, Function<Life, K> key) {
        var history = estimates.history();
        return by(estimates, () -> new Paid(bookings, habits, delay, history), habits, key);
    }

    /**
     * All deals of a past day, for so many days: as if orders were spread evenly over each week and paid by their terms alone, whoever
     * pays; which is near enough for learning how wide intervals must be, and a small part of the work.
     */
    static Paid roughly(Estimates estimates, Bookings bookings, int days) {
        var history = estimates.history();
        var habits = PaymentHabits.ofTerms(history);
        var all = by(estimates, () -> new Paid(bookings, habits, 0, history, days, WEEK), habits, life -> true);
        return all.getOrDefault(true, none(bookings, habits, history));
    }

    private static <K> Map<K, Paid> by(
            Estimates estimates, Supplier<Paid> none, PaymentHabits habits, Function<Life, K> key) {
        var result = new HashMap<K, Paid>();
        for (var life : estimates.history().lives()) {
            var own = key.apply(life);
            if (own != null) {
                result.computeIfAbsent(own, any -> none.get()).add(life, estimates.amounts());
            }
        }
        Portion.by(estimates, life -> {
                    var own = key.apply(life);
                    return own == null ? null : new Payers<>(own, habits.profile(life.billing()));
                })
                .forEach((payers, portion) -> result.get(payers.key()).orders.put(payers.profile(), portion));
        return result;
    }

    static Paid none(Bookings bookings, PaymentHabits habits, History history) {
        return new Paid(bookings, habits, 0, history);
    }

    private void add(Life life, Amounts amounts) {
        for (var payment : life.billing().before(history.settledBefore()).received()) {
            received.add(payment.day(), payment.amount());
            firstPayment = Math.min(firstPayment, payment.day());
        }
        if (history.won(life)) {
            receivables.add(life, amounts.of(life));
        }
    }

    Receivables receivables() {
        return receivables;
    }

    @Override
    public DayTotals.Total closed(int from, int to) {
        return received.between(from, Math.min(to, history.settledBefore()));
    }

    @Override
    public Moments open(Window window) {
        var sum = receivables.within(window);
        for (var cash : ahead(window.to()).open.values()) {
            sum = sum.plus(cash.open(window));
        }
        return sum.times(kept());
    }

    @Override
    public List<Draws.Lump> lumps(Window window) {
        return ahead(window.to()).largest().stream()
                .map(large -> new Draws.Lump(large.amount * kept(), Cash.part(large.won, large.paid, window)))
                .toList();
    }

    @Override
    public Moments fresh(Window window, int begin, int end) {
        var now = ahead(window.to());
        var whole = begin <= 0 && end >= window.to();
        var sum = Moments.NONE;
        for (var cash : (whole ? now.fresh : freshCash(now, begin, end)).values()) {
            sum = sum.plus(cash.fresh(window));
        }
        return sum.times(kept());
    }

    @Override
    public double exposed(Window window) {
        var all = open(window).mean() + fresh(window).mean();
        return all <= 0 ? 1 : 1 - receivables.within(window).mean() * kept() / all;
    }

    /** What is given back is taken off what is to come, in proportion. */
    private double kept() {
        return 1 - habits.refunded();
    }

    @Override
    public Forecast.Naive naive(Interval interval, LocalDate from, LocalDate to) {
        return NaiveMethods.of(received, history.today(), firstPayment, interval, null);
    }

    @Override
    public int openDeals() {
        return orders.values().stream()
                .mapToInt(portion -> portion.open().deals())
                .sum();
    }

    @Override
    public double openAmount() {
        return receivables.amount()
                + orders.values().stream()
                        .mapToDouble(portion -> portion.open().amount())
                        .sum();
    }

    @Override
    public double begins(int begin, int end) {
        return bookings.begins(begin, end)
                * orders.values().stream()
                        .mapToDouble(portion -> portion.arrivals().share())
                        .sum();
    }

    @Override
    public List<String> warnings() {
        return habits.enough()
                ? List.of()
                : List.of("only %.0f instalments were seen paid; when money comes is hardly known"
                        .formatted(habits.paid()));
    }

    /** Everything that depends on how far is looked ahead. */
    private final class Ahead {
        private final int days;
        private final Map<PaymentHabits.Profile, double[]> paid = new HashMap<>();
        private final Map<PaymentHabits.Profile, Cash> open = new HashMap<>();
        private final Map<PaymentHabits.Profile, Cash> fresh;
        private List<LargeOrder> largest;

        Ahead(int days) {
            this.days = days;
            var expected = new HashMap<PaymentHabits.Profile, Cash.Orders>();
            var cells = new HashMap<Cell, List<OfCell>>();
            orders.forEach((profile, portion) -> {
                paid.put(profile, Cash.shifted(habits.paidAfter(profile, days), delay));
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
            expected.forEach((profile, own) -> open.put(profile, own.paid(paid.get(profile))));
            fresh = freshCash(this, 0, days);
        }

        synchronized List<LargeOrder> largest() {
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

    private record OfCell(Cash.Orders orders, Population.Sum sum) {}

    private record OfProfile(PaymentHabits.Profile profile, Population.Large large) {}

    /**
     * One of the largest open deals.
     *
     * @param won {@code [d]}: the chance to be won before day d
     * @param paid {@code [k]}: the part that is paid by the end of day k after it
     */
    private record LargeOrder(double amount, double[] won, double[] paid) {}

    private Map<PaymentHabits.Profile, Cash> freshCash(Ahead now, int begin, int end) {
        var cash = new HashMap<PaymentHabits.Profile, Cash>();
        var wins = new HashMap<Cell, double[]>();
        orders.forEach((profile, portion) -> {
            var expected = new Cash.Orders(now.days);
            for (var kind : portion.arrivals().kinds()) {
                var won = wins.computeIfAbsent(
                        kind.cell(), cell -> Cash.daily(bookings.winsBy(cell, now.days, begin, end)));
                expected.add(won, kind.share(), kind.share() * kind.amount(), kind.share() * kind.square());
            }
            cash.put(profile, expected.paid(now.paid.get(profile)));
        });
        return cash;
    }

    private synchronized Ahead ahead(int days) {
        if (ahead == null || ahead.days < days) {
            ahead = new Ahead(Math.max(this.days, days));
        }
        return ahead;
    }
}
