package dealflow.forecast.receipts;

import dealflow.contract.payment.PaymentTerm;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the orders of a pipeline are paid: when milestones are reached, and how long after the due date money comes, by
 * terms and by customer, each drawn toward the larger group; and what is given back.
 */
public final class PaymentBehaviour {

    /** How many instalments of its own a group needs to weigh as much as the larger group. */
    private static final double PRIOR = 10;

    /** Paid instalments from which a customer's habit is told apart. */
    private static final double OWN_HABIT = 5;

    /** Below this, nobody seems to record a milestone, and the order starts the clock in its place. */
    private static final int RECORDED = 5;

    private static final int ENOUGH_PAID = 10;

    /** Of a deal's instalments, if it is won; of several deals one is. */
    private static final int BYTES_A_DEAL = 10;

    private final int today;
    private final Map<String, PaymentDelay> milestones = new HashMap<>();
    private final Map<Kind, PaymentDelay> kinds = new HashMap<>();
    private final Map<String, PaymentDelay.Waits> customers = new HashMap<>();
    private final PaymentDelay whole;
    private final double paid;
    private final double refunded;

    /** Instalments due so many days after the same milestone. */
    private record Kind(String milestone, int offset) {

        public static Kind of(PaymentTerm term) {
            return new Kind(term.milestone(), term.offsetDays());
        }
    }

    /** @param apart whether customers are told apart, where they have paid enough */
    private PaymentBehaviour(TrainingData history, boolean apart) {
        today = history.today();
        var won = history.lives().stream().filter(deal -> deal.wonBefore(today)).toList();
        learnMilestones(won);
        var waits = new HashMap<Kind, PaymentDelay.Seen>();
        double received = 0, back = 0;
        for (var deal : Deadline.over(won)) {
            var paymentRecord = deal.paymentRecord().before(today);
            for (var payment : paymentRecord.received()) {
                received += Math.max(0, payment.amount());
                back += Math.max(0, -payment.amount());
            }
            var order = Order.of(deal, worth(deal));
            for (var instalment : Instalment.of(order.amount(), paymentRecord)) {
                var seen = waits(order, instalment);
                seen.forEach(waits.computeIfAbsent(Kind.of(instalment.term()), key -> new PaymentDelay.Seen())::add);
                if (apart && paymentRecord.customer() != null) {
                    seen.forEach(
                            customers.computeIfAbsent(paymentRecord.customer(), key -> new PaymentDelay.Waits())::add);
                }
            }
        }
        customers.values().removeIf(own -> own.paid() < OWN_HABIT);
        customers.values().forEach(PaymentDelay.Waits::trim);
        var all = new PaymentDelay.Seen();
        waits.values().forEach(all::add);
        whole = PaymentDelay.withTail(all);
        paid = all.allPaid();
        refunded = received == 0 ? 0 : Math.min(1, back / received);
        waits.forEach((kind, own) -> kinds.put(kind, whole.shrunk(own, PRIOR)));
    }

    /** About how much memory it takes when so many deals are known, won or not. */
    public static long bytes(int deals) {
        return (long) BYTES_A_DEAL * deals;
    }

    public static PaymentBehaviour of(TrainingData history) {
        return new PaymentBehaviour(history, true);
    }

    /** With no customer's habit told apart. */
    public static PaymentBehaviour ofAllCustomers(TrainingData history) {
        return new PaymentBehaviour(history, false);
    }

    /** The same with no customer's habit told apart. */
    public PaymentBehaviour ofAllCustomers() {
        return new PaymentBehaviour(this);
    }

    private PaymentBehaviour(PaymentBehaviour other) {
        today = other.today;
        milestones.putAll(other.milestones);
        kinds.putAll(other.kinds);
        whole = other.whole;
        paid = other.paid;
        refunded = other.refunded;
    }

    private void learnMilestones(List<DealHistory> won) {
        var waits = new HashMap<String, PaymentDelay.Seen>();
        for (var deal : won) {
            for (var term : deal.paymentRecord().terms()) {
                if (!term.milestone().equals(Instalment.ORDER)) {
                    var reached = recorded(deal.paymentRecord(), term.milestone(), today);
                    var until = reached.orElse(today - 1) - deal.wonDay();
                    waits.computeIfAbsent(term.milestone(), key -> new PaymentDelay.Seen())
                            .add(new PaymentDelay.Wait(0, Math.max(0, until), reached.isPresent(), 1));
                }
            }
        }
        waits.forEach((milestone, seen) -> {
            if (seen.allPaid() >= RECORDED) {
                milestones.put(milestone, PaymentDelay.withTail(seen));
            }
        });
    }

    private List<PaymentDelay.Wait> waits(Order order, Instalment instalment) {
        var began = began(order, instalment.term(), today);
        var waits = new ArrayList<PaymentDelay.Wait>();
        if (began.isEmpty() || instalment.amount() <= 0) {
            return waits;
        }
        var offset = instalment.term().offsetDays();
        var due = began.getAsInt() + offset;
        for (var part : instalment.paid()) {
            waits.add(new PaymentDelay.Wait(-offset, part.day() - due, true, part.amount() / instalment.amount()));
        }
        if (instalment.unpaid() > 0 && today - 1 - due >= -offset) {
            waits.add(
                    new PaymentDelay.Wait(-offset, today - 1 - due, false, instalment.unpaid() / instalment.amount()));
        }
        return waits;
    }

    /**
     * The day on which the milestone of an instalment was reached; empty while it is waited for.
     *
     * @param now the first day that is not known
     */
    OptionalInt began(Order order, PaymentTerm term, int now) {
        return milestones.containsKey(term.milestone())
                ? recorded(order.payments(), term.milestone(), now)
                : OptionalInt.of(order.wonDay());
    }

    private static OptionalInt recorded(PaymentRecord payments, String milestone, int now) {
        return payments.milestones().stream()
                .filter(reached -> reached.milestone().equals(milestone))
                .mapToInt(reached -> (int) reached.reachedOn().toEpochDay())
                .filter(day -> day < now)
                .findFirst();
    }

    /** Who pays an instalment of which terms; the customer is null for all whose habit is not told apart. */
    record Payer(PaymentTerm term, String customer) {}

    /** Days from the due date to the money. */
    PaymentDelay delay(Payer payer) {
        var kind = kinds.getOrDefault(Kind.of(payer.term), whole);
        var own = customers.get(payer.customer);
        return own == null ? kind : kind.shrunk(own.seen(), PRIOR);
    }

    /** The customer, if its habit is told apart; else null, which is all the others. */
    String known(String customer) {
        return customers.containsKey(customer) ? customer : null;
    }

    /** Orders that are expected to be paid alike. */
    public record Profile(List<PaymentTerm> terms, String customer) {

        /** The same, whoever the customer is. */
        Profile ofTerms() {
            return new Profile(terms, null);
        }
    }

    Profile profile(PaymentRecord paymentRecord) {
        return new Profile(Instalment.terms(paymentRecord), known(paymentRecord.customer()));
    }

    /** The same for all customers. */
    public static Profile profileOfTerms(PaymentRecord paymentRecord) {
        return new Profile(Instalment.terms(paymentRecord), null);
    }

    /**
     * How much of an order is paid so many days after it: the lag of each milestone convolved with that of the payment.
     *
     * @return {@code [k]}: the expected part of the amount that has come by the end of day k, where 0 is the order's day
     */
    public double[] paidAfter(Profile profile, int days) {
        var paid = new double[days];
        var shares = profile.terms().stream()
                .mapToDouble(term -> term.share().doubleValue())
                .sum();
        for (var term : profile.terms()) {
            var share = term.share().doubleValue() / shares;
            var part = paidAfter(term, profile.customer(), 0, days);
            for (var k = 0; k < days; k++) {
                paid[k] += share * part[k];
            }
        }
        return paid;
    }

    /**
     * How much of an instalment is paid, whose milestone was not reached in the first {@code waited} days after the order.
     *
     * @return {@code [k]}: by the end of day k, where 0 is the day {@code waited} after the order
     */
    public double[] paidAfter(PaymentTerm term, String customer, int waited, int days) {
        var lag = delay(new Payer(term, customer));
        var offset = term.offsetDays();
        var own = new double[days];
        for (var k = 0; k < days; k++) {
            own[k] = lag.paidBefore(-offset, k + 1 - offset);
        }
        var milestone = milestones.get(term.milestone());
        if (milestone == null) {
            return own;
        }
        var paid = new double[days];
        for (var reached = 0; reached < days; reached++) {
            var chance =
                    milestone.paidBefore(waited, waited + reached + 1) - milestone.paidBefore(waited, waited + reached);
            for (var k = reached; chance > 0 && k < days; k++) {
                paid[k] += chance * own[k - reached];
            }
        }
        return paid;
    }

    /** Which part of what is received is given back. */
    public double refunded() {
        return refunded;
    }

    /** How many instalments were seen paid. */
    double paid() {
        return paid;
    }

    boolean enough() {
        return paid >= ENOUGH_PAID;
    }

    /** What a won deal is worth; what was paid, where nobody said. */
    static double worth(DealHistory deal) {
        return Double.isNaN(deal.amount())
                ? deal.paymentRecord().received().stream()
                        .mapToDouble(payment -> Math.max(0, payment.amount()))
                        .sum()
                : deal.amount();
    }
}
