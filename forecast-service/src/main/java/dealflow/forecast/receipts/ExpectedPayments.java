package dealflow.forecast.receipts;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.estimate.Population;
import dealflow.forecast.estimate.Subpopulation;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Forked;
import dealflow.forecast.measure.DailyChances;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.survival.Stratum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What orders to come will bring in so many days: those of deals that are open, and of deals not yet begun. */
final class ExpectedPayments implements ComputationCache.Sized {

    private final Map<PaymentBehaviour.Profile, Subpopulation> orders;
    private final UnaryOperator<PaymentBehaviour.Profile> alike;
    private final Map<PaymentBehaviour.Profile, double[]> paid;
    private final ExpectedWins expectedWins;
    private final int days;
    private final Map<PaymentBehaviour.Profile, PaymentConvolution> open;
    private final PaymentConvolution fresh;
    private List<LargeOrder> largest;

    /**
     * @param orders the deals, by how their orders are paid
     * @param alike which of these are taken together
     * @param paid by what they are taken for, {@code [k]}: the part of an order that is paid by the end of day k after it
     */
    ExpectedPayments(
            Map<PaymentBehaviour.Profile, Subpopulation> orders,
            UnaryOperator<PaymentBehaviour.Profile> alike,
            Map<PaymentBehaviour.Profile, double[]> paid,
            ExpectedWins expectedWins,
            int days) {
        this.orders = orders;
        this.alike = alike;
        this.paid = paid;
        this.expectedWins = expectedWins;
        this.days = days;
        var both = Forked.both(this::openCash, () -> freshCash(0, days));
        this.open = both.getKey();
        this.fresh = both.getValue();
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
    List<MonteCarlo.Lump> lumps(Window window) {
        return largest().stream()
                .map(large -> new MonteCarlo.Lump(large.amount, PaymentConvolution.part(large.won, large.paid, window)))
                .toList();
    }

    private record OfCell(PaymentConvolution.Orders orders, Population.Sum sum) {}

    /** Deals of a kind, and how they are paid. */
    private record Paying(PaymentBehaviour.Profile profile, Arrivals.Kind kind) {

        double amount() {
            return kind.share() * kind.amount();
        }

        double square() {
            return kind.share() * kind.square();
        }
    }

    private Map<PaymentBehaviour.Profile, PaymentConvolution> openCash() {
        var expected = new HashMap<PaymentBehaviour.Profile, PaymentConvolution.Orders>();
        var alikes = new HashMap<Stratum, Map<Stratum, List<OfCell>>>();
        orders.forEach((profile, portion) -> {
            var own = expected.computeIfAbsent(alike.apply(profile), any -> new PaymentConvolution.Orders(days));
            portion.open().forEach((stratum, sum) -> alikes.computeIfAbsent(
                            DailyChances.alike(stratum), any -> new HashMap<>())
                    .computeIfAbsent(stratum, any -> new ArrayList<>())
                    .add(new OfCell(own, sum)));
        });
        // Cell by stratum: customers are many, and their deals alike in all else.
        var chances = expectedWins.daily(days);
        alikes.values().forEach(strata -> {
            Deadline.check();
            strata.forEach((stratum, parts) -> {
                var won = PaymentConvolution.daily(chances.wonBy(stratum));
                for (var part : parts) {
                    part.orders.add(won, part.sum.count(), part.sum.amount(), part.sum.square());
                }
            });
        });
        return cash(expected);
    }

    /**
     * Each kind of deal has its days of winning, each profile its days of being paid. Money is the sum over both, so that either the orders
     * of a profile or the payments of a kind may be added up before these are convolved: what are fewer.
     */
    private PaymentConvolution freshCash(int begin, int end) {
        var strata = new HashMap<Stratum, List<Paying>>();
        orders.forEach((profile, portion) -> {
            for (var kind : portion.arrivals().kinds()) {
                strata.computeIfAbsent(kind.stratum(), any -> new ArrayList<>())
                        .add(new Paying(alike.apply(profile), kind));
            }
        });
        return strata.size() < paid.size() ? freshByCell(strata, begin, end) : freshByProfile(strata, begin, end);
    }

    private PaymentConvolution freshByCell(Map<Stratum, List<Paying>> strata, int begin, int end) {
        var cash = PaymentConvolution.none();
        var wins = expectedWins.winsBy(strata.keySet(), days, begin, end);
        strata.forEach((stratum, parts) -> {
            Deadline.check();
            var payments = new PaymentConvolution.Orders(days);
            for (var part : parts) {
                payments.add(paid.get(part.profile), part.kind.share(), part.amount(), part.square());
            }
            cash.add(payments, PaymentConvolution.daily(wins.get(stratum)));
        });
        return cash;
    }

    private PaymentConvolution freshByProfile(Map<Stratum, List<Paying>> strata, int begin, int end) {
        var expected = new HashMap<PaymentBehaviour.Profile, PaymentConvolution.Orders>();
        var wins = expectedWins.winsBy(strata.keySet(), days, begin, end);
        strata.forEach((stratum, parts) -> {
            Deadline.check();
            var won = PaymentConvolution.daily(wins.get(stratum));
            for (var part : parts) {
                expected.computeIfAbsent(part.profile, any -> new PaymentConvolution.Orders(days))
                        .add(won, part.kind.share(), part.amount(), part.square());
            }
        });
        var cash = PaymentConvolution.none();
        expected.forEach((profile, own) -> {
            Deadline.check();
            cash.add(own, paid.get(profile));
        });
        return cash;
    }

    private Map<PaymentBehaviour.Profile, PaymentConvolution> cash(
            Map<PaymentBehaviour.Profile, PaymentConvolution.Orders> expected) {
        var cash = new HashMap<PaymentBehaviour.Profile, PaymentConvolution>();
        expected.forEach((profile, own) -> {
            Deadline.check();
            cash.put(profile, own.paid(paid.get(profile)));
        });
        return cash;
    }

    private record OfProfile(PaymentBehaviour.Profile profile, Population.Large large) {}

    /**
     * @param won {@code [d]}: the chance to be won before day d
     * @param paid {@code [k]}: the part that is paid by the end of day k after it
     */
    private record LargeOrder(double amount, double[] won, double[] paid) {}

    private synchronized List<LargeOrder> largest() {
        if (largest == null) {
            var chances = expectedWins.daily(days);
            largest = orders.entrySet().stream()
                    .flatMap(entry -> entry.getValue().open().largest().stream()
                            .map(large -> new OfProfile(entry.getKey(), large)))
                    .sorted(Comparator.comparingDouble(of -> -of.large.amount()))
                    .limit(Population.LARGEST)
                    .map(of -> new LargeOrder(
                            of.large.amount(), chances.wonBy(of.large.stratum()), paid.get(alike.apply(of.profile))))
                    .toList();
        }
        return largest;
    }
}
