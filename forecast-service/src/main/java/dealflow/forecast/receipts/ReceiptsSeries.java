package dealflow.forecast.receipts;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Subpopulation;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Share;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Memo;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.notice.Gaps;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Receipts (回款): the money that some deals have brought and will bring. */
public final class ReceiptsSeries implements RevenueSeries {

    /** Days that are looked ahead at least, so that most questions share one computation. */
    private static final int DAYS = 400;

    /** Days that are looked ahead for whoever looks farther, so that these share two computations. */
    private static final int FAR = 1200;

    private static final int FARTHEST = 3700;

    private final ExpectedWins expectedWins;
    private final PaymentBehaviour behaviour;
    private final int delay;
    private final TrainingData history;
    private final DayTotals received = new DayTotals();
    private final Receivables receivables;
    private final Receivables estimated;
    private final Map<PaymentBehaviour.Profile, Subpopulation> orders = new HashMap<>();
    private int firstPayment;
    private int withoutAmount;
    private final Memo ahead;

    private ReceiptsSeries(
            ExpectedWins expectedWins, PaymentBehaviour behaviour, int delay, TrainingData history, Memo memo) {
        this.ahead = memo.part();
        this.expectedWins = expectedWins;
        this.delay = delay;
        this.behaviour = behaviour;
        this.history = history;
        this.receivables = new Receivables(behaviour, history);
        this.estimated = new Receivables(behaviour, history);
        this.firstPayment = history.today();
    }

    /** Orders whose payment is alike, of one group. */
    private record Payers<K>(K key, PaymentBehaviour.Profile profile) {}

    /**
     * Splits the deals as {@link Subpopulation#byParts} does.
     *
     * @param delay days by which orders to come are paid later than orders were; earlier if below 0
     * @param memo of the model
     */
    public static <K> Map<K, ReceiptsSeries> by(
            Estimates estimates,
            ExpectedWins expectedWins,
            PaymentBehaviour behaviour,
            int delay,
            Memo memo,
            Subpopulation.Splitting<K> splitting) {
        var result = new HashMap<K, ReceiptsSeries>();
        for (var deal : Deadline.over(estimates.history().lives())) {
            splitting.split(deal, (own, share) -> result.computeIfAbsent(
                            own, any -> new ReceiptsSeries(expectedWins, behaviour, delay, estimates.history(), memo))
                    .add(deal, share, estimates.amounts()));
        }
        Subpopulation.<Payers<K>>byParts(estimates, (deal, visitor) -> {
                    var profile = behaviour.profile(deal.paymentRecord());
                    splitting.split(deal, (own, share) -> visitor.accept(new Payers<>(own, profile), share));
                })
                .forEach((payers, portion) -> result.get(payers.key()).orders.put(payers.profile(), portion));
        return result;
    }

    public static ReceiptsSeries none(
            ExpectedWins expectedWins, PaymentBehaviour behaviour, TrainingData history, Memo memo) {
        return new ReceiptsSeries(expectedWins, behaviour, 0, history, memo);
    }

    private void add(DealHistory deal, Share share, Amounts amounts) {
        for (var payment : deal.paymentRecord().before(history.settledBefore()).received()) {
            received.add(payment.day(), share.ofFact(payment.amount()));
            firstPayment = Math.min(firstPayment, payment.day());
        }
        if (history.won(deal) && Double.isNaN(deal.amount())) {
            estimated.add(deal, owing(deal, amounts), share);
            withoutAmount++;
        } else if (history.won(deal)) {
            receivables.add(deal, owing(deal, amounts), share);
        }
    }

    /** What is to be paid of a won deal in all; where nobody has said it, what such deals are usually worth. */
    static double owing(DealHistory deal, Amounts amounts) {
        return Double.isNaN(deal.amount()) ? amounts.of(deal) : deal.amount();
    }

    public Receivables.Owed owed() {
        return new Receivables.Owed(
                receivables.byAge(),
                withoutAmount == 0
                        ? List.of()
                        : List.of(ofOrders(NoticeCode.OWED_WITHOUT_AMOUNT, "nobody knows what is owed for it")));
    }

    /** From orders that are there; where nobody has said the amount, what such deals are usually worth. */
    private Moments owed(Window window) {
        return receivables.within(window).plus(estimated.within(window));
    }

    @Override
    public DayTotals.Total closed(int from, int to) {
        return received.between(from, Math.min(to, history.settledBefore()));
    }

    @Override
    public Moments open(Window window) {
        return owed(window).plus(ahead(window.to()).open(window)).times(kept());
    }

    @Override
    public List<MonteCarlo.Lump> lumps(Window window) {
        return ahead(window.to()).lumps(window).stream()
                .map(lump -> new MonteCarlo.Lump(lump.amount() * kept(), lump.chance()))
                .toList();
    }

    @Override
    public Moments fresh(Window window, int begin, int end) {
        return expectedWins.begun(ahead(window.to()).fresh(window, begin, end)).times(kept());
    }

    @Override
    public double exposed(Window window) {
        var all = open(window).mean() + fresh(window).mean();
        return all <= 0 ? 1 : 1 - owed(window).mean() * kept() / all;
    }

    /** What is given back is taken off what is to come, in proportion. */
    private double kept() {
        return 1 - behaviour.refunded();
    }

    @Override
    public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
        return BaselineForecasts.of(received, history.today(), firstPayment, interval, null);
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
                + estimated.amount()
                + orders.values().stream()
                        .mapToDouble(portion -> portion.open().amount())
                        .sum();
    }

    @Override
    public double begins(int begin, int end) {
        return expectedWins.begins(begin, end)
                * orders.values().stream()
                        .mapToDouble(portion -> portion.arrivals().share())
                        .sum();
    }

    @Override
    public List<Notice> warnings() {
        var warnings = new ArrayList<>(BookingsSeries.warnings(orders.values().toArray(Subpopulation[]::new)));
        if (withoutAmount > 0) {
            warnings.add(ofOrders(
                    NoticeCode.ORDERS_ESTIMATED,
                    "what such deals usually bring stands for each in what is expected, and nothing in what is owed"));
        }
        if (!behaviour.enough()) {
            var paid = (int) Math.round(behaviour.paid());
            warnings.add(new Notice(
                    NoticeCode.FEW_PAYMENTS,
                    "only %d instalments were seen paid; when money comes is hardly known".formatted(paid),
                    NoticeValues.ofCount(paid)));
        }
        return warnings;
    }

    /** Of the orders without amount. */
    private Notice ofOrders(NoticeCode code, String message) {
        return new Notice(
                code,
                "%s: %s".formatted(Gaps.without(withoutAmount, "order"), message),
                NoticeValues.ofCount(withoutAmount));
    }

    @Override
    public long bytes() {
        return orders.values().stream().mapToLong(Subpopulation::bytes).sum();
    }

    private record Ahead(int days) {}

    private ExpectedPayments ahead(int days) {
        var far = new Ahead(days <= DAYS ? DAYS : Math.max(days, days <= FAR ? FAR : FARTHEST));
        return ahead.of(far, () -> ahead(far.days, alike(days)));
    }

    /** Which orders are taken together so far ahead. */
    static UnaryOperator<PaymentBehaviour.Profile> alike(int days) {
        // The habits of many customers for ten years would be long; so far ahead their terms alone are looked at.
        return days <= DAYS ? profile -> profile : PaymentBehaviour.Profile::ofTerms;
    }

    private ExpectedPayments ahead(int days, UnaryOperator<PaymentBehaviour.Profile> alike) {
        var paid = new HashMap<PaymentBehaviour.Profile, double[]>();
        orders.keySet()
                .forEach(profile -> paid.computeIfAbsent(
                        alike.apply(profile),
                        own -> PaymentConvolution.shifted(behaviour.paidAfter(own, days), delay)));
        return new ExpectedPayments(orders, alike, paid, expectedWins, days);
    }
}
