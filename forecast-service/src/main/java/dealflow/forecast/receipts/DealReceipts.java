package dealflow.forecast.receipts;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.DailyChances;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.survival.Stratum;
import java.util.HashMap;
import java.util.Map;

/**
 * What single deals add to the money that {@link ReceiptsSeries} expects in one window: to explain its sum, and never to be told. A model
 * may be asked about a later day than its own. For one thread.
 */
public final class DealReceipts {

    private final Estimates estimates;
    private final PaymentBehaviour behaviour;
    private final TrainingData at;
    private final Window window;
    private final int ahead;
    private final double kept;
    private final DailyChances chances;
    private final Receivables receivables;
    private final Map<PaymentBehaviour.Profile, double[]> paid = new HashMap<>();
    private final Map<Orders, Double> parts = new HashMap<>();

    /** Open deals that are won, and paid, alike. */
    private record Orders(Stratum stratum, PaymentBehaviour.Profile profile) {}

    /**
     * @param at what is known of the deals, on the model's own day or later
     * @param window from the day of {@code at}
     */
    public DealReceipts(
            Estimates estimates,
            ExpectedWins expectedWins,
            PaymentBehaviour behaviour,
            TrainingData at,
            Window window) {
        this.estimates = estimates;
        this.behaviour = behaviour;
        this.at = at;
        this.window = window;
        var later = at.today() - estimates.history().today();
        this.ahead = later + window.to();
        this.kept = 1 - behaviour.refunded();
        this.chances = expectedWins.daily(later, window.to());
        this.receivables = new Receivables(behaviour, at);
    }

    /** Which part of an open deal is expected, if it is paid by this record's terms. */
    public double open(DealHistory deal, PaymentRecord terms) {
        var profile = ReceiptsSeries.alike(ahead).apply(behaviour.profile(terms));
        return kept
                * parts.computeIfAbsent(
                        new Orders(Population.stratum(deal, estimates, at.today()), profile), this::part);
    }

    private double part(Orders orders) {
        var won = chances.wonBy(orders.stratum);
        var paidOnce = paid.computeIfAbsent(orders.profile, this::paidOnce);
        var part = 0.0;
        for (var day = 0; day < paidOnce.length; day++) {
            part += (won[day + 1] - won[day]) * paidOnce[day];
        }
        return part;
    }

    /** {@code [d]}: the part of an order of day d that is paid in the window. */
    private double[] paidOnce(PaymentBehaviour.Profile profile) {
        var after = behaviour.paidAfter(profile, window.to());
        var paidOnce = new double[window.to()];
        for (var day = 0; day < paidOnce.length; day++) {
            var early = day < window.from() ? after[window.from() - 1 - day] : 0;
            paidOnce[day] = after[window.to() - 1 - day] - early;
        }
        return paidOnce;
    }

    /** What is expected of what is owed for an order. */
    public double owed(Order order) {
        return kept * receivables.within(order, window);
    }

    /** All that is owed for it, whenever it may come. */
    public double unpaid(Order order) {
        return receivables.unpaid(order);
    }

    /** A deal that is won, at what it is worth; where nobody has said that, at what such deals are by this model. */
    public Order order(DealHistory deal) {
        return Order.of(deal, ReceiptsSeries.owing(deal, estimates.amounts()));
    }
}
