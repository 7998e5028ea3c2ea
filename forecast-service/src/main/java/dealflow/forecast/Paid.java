package dealflow.forecast;

import java.time.LocalDate;
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
    private ExpectedPayments ahead;

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
        return by(estimates, () -> new Paid(bookings, habits, delay, history), habits::profile, key);
    }

    /**
     * All deals of a past day, for so many days: as if orders to come were spread evenly over each week and paid by their terms alone,
     * whoever pays; which is near enough for learning how wide intervals must be, and a small part of the work.
     */
    static Paid roughly(Estimates estimates, Bookings bookings, int days) {
        var history = estimates.history();
        var habits = PaymentHabits.of(history);
        var all = by(
                estimates,
                () -> new Paid(bookings, habits, 0, history, days, WEEK),
                PaymentHabits::profileOfTerms,
                life -> true);
        return all.getOrDefault(true, none(bookings, habits, history));
    }

    private static <K> Map<K, Paid> by(
            Estimates estimates,
            Supplier<Paid> none,
            Function<Billing, PaymentHabits.Profile> profile,
            Function<Life, K> key) {
        var result = new HashMap<K, Paid>();
        for (var life : estimates.history().lives()) {
            var own = key.apply(life);
            if (own != null) {
                result.computeIfAbsent(own, any -> none.get()).add(life, estimates.amounts());
            }
        }
        Portion.by(estimates, life -> {
                    var own = key.apply(life);
                    return own == null ? null : new Payers<>(own, profile.apply(life.billing()));
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
        return receivables.within(window).plus(ahead(window.to()).open(window)).times(kept());
    }

    @Override
    public List<Draws.Lump> lumps(Window window) {
        return ahead(window.to()).lumps(window).stream()
                .map(lump -> new Draws.Lump(lump.amount() * kept(), lump.chance()))
                .toList();
    }

    @Override
    public Moments fresh(Window window, int begin, int end) {
        return ahead(window.to()).fresh(window, begin, end).times(kept());
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

    private synchronized ExpectedPayments ahead(int days) {
        if (ahead == null || ahead.days() < days) {
            var all = Math.max(this.days, days);
            var paid = new HashMap<PaymentHabits.Profile, double[]>();
            orders.keySet().forEach(profile -> paid.put(profile, Cash.shifted(habits.paidAfter(profile, all), delay)));
            ahead = new ExpectedPayments(orders, paid, bookings, all, step);
        }
        return ahead;
    }
}
