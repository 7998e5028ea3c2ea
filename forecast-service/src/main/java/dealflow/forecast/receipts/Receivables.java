package dealflow.forecast.receipts;

import dealflow.contract.payment.PaymentTerm;
import dealflow.forecast.calendar.DaysAhead;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Share;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.notice.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is owed: the unpaid instalments of won deals, by how they are paid and how long they have waited. */
public final class Receivables {

    private final PaymentBehaviour behaviour;
    private final TrainingData history;
    private final Map<Claim, Population.Sum> claims = new HashMap<>();
    private final Map<PaymentBehaviour.Payer, PaymentDelay> lags = new ConcurrentHashMap<>();
    private final Map<Claim, double[]> waits = new ConcurrentHashMap<>();

    /** @param history as of which day it is owed: that of the behaviour, or a later one */
    public Receivables(PaymentBehaviour behaviour, TrainingData history) {
        this.behaviour = behaviour;
        this.history = history;
    }

    /**
     * Instalments that are expected to be paid alike.
     *
     * @param waiting whether their milestone is still waited for
     * @param age days past due at the start of today, negative before; days since the order while {@code waiting}
     */
    private record Claim(PaymentTerm term, String customer, boolean waiting, int age) {}

    /**
     * What is owed of one age.
     *
     * @param age as in {@link Age}
     * @param within what of it is expected within 30, 60 and 90 days
     */
    public record Bucket(Age age, int count, double amount, List<Double> within) {}

    /** @param warnings what is not in it */
    public record Owed(List<Bucket> byAge, List<Notice> warnings) {}

    /** How long an instalment has waited. */
    public enum Age {
        MILESTONE_NOT_REACHED,
        NOT_YET_DUE,
        DUE_0_TO_30_DAYS,
        DUE_31_TO_60_DAYS,
        DUE_61_TO_90_DAYS,
        DUE_OVER_90_DAYS;

        private static Age of(Claim claim) {
            if (claim.waiting) {
                return MILESTONE_NOT_REACHED;
            }
            if (claim.age < 0) {
                return NOT_YET_DUE;
            }
            return claim.age <= 30
                    ? DUE_0_TO_30_DAYS
                    : claim.age <= 60 ? DUE_31_TO_60_DAYS : claim.age <= 90 ? DUE_61_TO_90_DAYS : DUE_OVER_90_DAYS;
        }
    }

    /** Adds what is unpaid of a won deal. */
    public void add(DealHistory deal, double amount) {
        add(deal, amount, Share.WHOLE);
    }

    /** Adds a part of it. */
    void add(DealHistory deal, double amount, Share share) {
        claims(Order.of(deal, amount), (claim, unpaid) -> claims.computeIfAbsent(claim, key -> new Population.Sum())
                .add(share.of(unpaid), 1));
    }

    private interface Unpaid {
        void is(Claim claim, double amount);
    }

    private void claims(Order order, Unpaid visitor) {
        var today = history.today();
        var billing = order.payments().before(history.settledBefore());
        if (Instalment.isPaid(order.amount(), billing)) {
            return;
        }
        for (var instalment : Instalment.of(order.amount(), billing)) {
            var unpaid = instalment.unpaid();
            if (unpaid > 0) {
                var term = instalment.term();
                var began = behaviour.began(order, term, today);
                var age = began.isEmpty() ? today - order.wonDay() : today - began.getAsInt() - term.offsetDays();
                visitor.is(new Claim(term, behaviour.known(billing.customer()), began.isEmpty(), age), unpaid);
            }
        }
    }

    /** What is unpaid of one order, which is not one of these. */
    double unpaid(Order order) {
        var sum = new double[1];
        claims(order, (claim, unpaid) -> sum[0] += unpaid);
        return sum[0];
    }

    /** What is expected of it in the window. */
    double within(Order order, Window window) {
        var sum = new double[1];
        claims(order, (claim, unpaid) -> sum[0] += unpaid * paid(claim, window));
        return sum[0];
    }

    /** Payments in the window, conditioned on how long they have been waited for. */
    Moments within(Window window) {
        var sum = new Moments.Sum();
        claims.forEach((claim, owed) -> {
            var p = paid(claim, window);
            sum.add(p * owed.count(), p * owed.amount(), (p - p * p) * owed.square());
        });
        return sum.moments();
    }

    private double paid(Claim claim, Window window) {
        return paidBefore(claim, window.to()) - paidBefore(claim, window.from());
    }

    /** What is expected before the start of a day from today: its amount, and the same of the squares. */
    public Population.Sum expected(int days) {
        var sum = new Population.Sum();
        claims.forEach((claim, owed) -> sum.add(owed, paidBefore(claim, days)));
        return sum;
    }

    /** The sum of the squares of what is owed. */
    public double squares() {
        return claims.values().stream().mapToDouble(Population.Sum::square).sum();
    }

    double amount() {
        return claims.values().stream().mapToDouble(Population.Sum::amount).sum();
    }

    private double paidBefore(Claim claim, int days) {
        if (!claim.waiting) {
            return lags.computeIfAbsent(new PaymentBehaviour.Payer(claim.term, claim.customer), behaviour::delay)
                    .paidBefore(claim.age, claim.age + days);
        }
        if (days == 0) {
            return 0;
        }
        return waits.compute(
                        claim,
                        (key, known) -> known != null && known.length >= days
                                ? known
                                : behaviour.paidAfter(
                                        claim.term,
                                        claim.customer,
                                        claim.age,
                                        days <= 400 ? 400 : Math.max(DaysAhead.LAST, days)))[days - 1];
    }

    /** All ages, also those of which nothing is owed. */
    List<Bucket> byAge() {
        var buckets = new ArrayList<Bucket>();
        for (var age : Age.values()) {
            var own = new Receivables(behaviour, history);
            claims.forEach((claim, owed) -> {
                if (Age.of(claim) == age) {
                    own.claims.put(claim, owed);
                }
            });
            buckets.add(new Bucket(
                    age,
                    (int) Math.round(own.claims.values().stream()
                            .mapToDouble(Population.Sum::count)
                            .sum()),
                    own.claims.values().stream()
                            .mapToDouble(Population.Sum::amount)
                            .sum(),
                    List.of(30, 60, 90).stream()
                            .map(days -> own.within(new Window(0, days)).mean())
                            .toList()));
        }
        return buckets;
    }
}
