package dealflow.forecast.past;

import dealflow.forecast.calendar.DaysAhead;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.estimate.Frailty;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.receipts.PaymentBehaviour;
import dealflow.forecast.receipts.Receivables;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Says what each estimator of one day expects, for {@link PastForecast}: of the whole pipeline, and as near as weights and widths need
 * it. Deals that an estimator does not tell apart are taken together at the mean multiplier of their owners, and orders to come are
 * paid as those of the same terms are on average, whoever pays.
 */
public final class PastForecaster {

    /** So many kinds of payment terms are told apart; the others are paid like these. */
    private static final int TERMS = 20;

    private final Estimates estimates;
    private final PaymentBehaviour behaviour;
    private final double[] elapsed;
    private final double[] begin;
    private final double[] paid;
    private final Receivables receivables;

    private PastForecaster(Estimates estimates, PaymentBehaviour behaviour) {
        var history = estimates.history();
        this.estimates = estimates;
        this.behaviour = behaviour;
        this.elapsed = estimates.seasonality().elapsed(history.today(), DaysAhead.LAST);
        this.begin = IntStream.range(0, DaysAhead.LAST)
                .mapToDouble(estimates.arrivalRate()::on)
                .toArray();
        this.receivables = new Receivables(behaviour, history);
        var terms = new HashMap<PaymentBehaviour.Profile, Double>();
        for (var deal : history.lives()) {
            if (history.won(deal)) {
                receivables.add(
                        deal, Double.isNaN(deal.amount()) ? estimates.amounts().of(deal) : deal.amount());
            } else if (history.open(deal)) {
                terms.merge(
                        PaymentBehaviour.profileOfTerms(deal.paymentRecord()),
                        estimates.amounts().of(deal),
                        Double::sum);
            }
        }
        this.paid = paid(terms);
    }

    public static PastForecast of(Estimates estimates) {
        return of(estimates, PaymentBehaviour.ofAllCustomers(estimates.history()));
    }

    /** @param behaviour with no customer's told apart */
    public static PastForecast of(Estimates estimates, PaymentBehaviour behaviour) {
        return new PastForecaster(estimates, behaviour).forecast();
    }

    private PastForecast forecast() {
        var owed = new float[DaysAhead.COUNT];
        var owedSquares = new float[DaysAhead.COUNT];
        var kept = 1 - behaviour.refunded();
        for (var i = 1; i < owed.length; i++) {
            var expected = receivables.expected(DaysAhead.day(i));
            owed[i] = (float) (kept * expected.amount());
            owedSquares[i] = (float) (kept * kept * expected.square());
        }
        var bookings = new ArrayList<PastForecast.Sums>();
        var receipts = new ArrayList<PastForecast.Sums>();
        var counts = new ArrayList<PastForecast.Counts>();
        for (var times : estimates
                .candidates()
                .subList(estimates.firstCandidate(), estimates.candidates().size())) {
            Deadline.check();
            var booked = booked(times);
            bookings.add(booked.amounts);
            counts.add(booked.counts);
            receipts.add(paid(booked.amounts, owed, owedSquares, kept));
        }
        if (estimates.firstCandidate() == 1) {
            bookings.add(0, bookings.get(0));
            receipts.add(0, receipts.get(0));
            counts.add(0, counts.get(0));
        }
        return new PastForecast(
                estimates.history().today(), estimates.history().wins(), bookings, receipts, owed, counts);
    }

    private record Booked(PastForecast.Sums amounts, PastForecast.Counts counts) {}

    /** Deals that one estimator does not tell apart: their number, the sums of their amounts, and these times their owners' multipliers. */
    private static final class Alike {
        private double count;
        private double amount;
        private double square;
        private double weighted;

        void add(double count, double amount, double square, double multiplier) {
            this.count += count;
            this.amount += amount;
            this.square += square;
            weighted += amount * multiplier;
        }

        /** As in {@link Frailty#of}. */
        double chance(double chance) {
            var multiplier = amount <= 0 ? 1 : weighted / amount;
            return Math.abs(multiplier - 1) < 1e-9 ? chance : 1 - Math.pow(1 - Math.min(1, chance), multiplier);
        }
    }

    private Booked booked(WinTimeModel times) {
        var people = estimates.frailty();
        Map<Stratum, Alike> open = new HashMap<>();
        estimates.whole().open().forEach((stratum, sum) -> open.computeIfAbsent(times.seen(stratum), any -> new Alike())
                .add(sum.count(), sum.amount(), sum.square(), people.multiplier(stratum.segment())));
        Map<Stratum, Alike> begin = new HashMap<>();
        for (var kind : estimates.whole().arrivals().kinds()) {
            begin.computeIfAbsent(times.seen(kind.stratum()), any -> new Alike())
                    .add(
                            kind.share(),
                            kind.share() * kind.amount(),
                            kind.share() * kind.square(),
                            people.multiplier(kind.segment()));
        }
        var amounts = new double[DaysAhead.COUNT];
        var squares = new double[DaysAhead.COUNT];
        var counts = new double[DaysAhead.COUNT];
        double all = 0, there = 0;
        for (var entry : open.entrySet()) {
            var deals = entry.getValue();
            all += deals.square;
            there += deals.count;
            for (var i = 1; i < amounts.length; i++) {
                var chance = deals.chance(times.wonWithin(entry.getKey(), elapsed[DaysAhead.day(i)]));
                amounts[i] += chance * deals.amount;
                squares[i] += chance * deals.square;
                counts[i] += chance * deals.count;
            }
        }
        var fresh = new double[DaysAhead.COUNT];
        var freshSquares = new double[DaysAhead.COUNT];
        var freshCounts = new double[DaysAhead.COUNT];
        begin.forEach((stratum, deals) -> {
            var wins = wins(times, stratum, deals);
            for (var i = 1; i < fresh.length; i++) {
                fresh[i] += wins[i] * deals.amount;
                freshSquares[i] += wins[i] * deals.square;
                freshCounts[i] += wins[i] * deals.count;
            }
        });
        return new Booked(
                new PastForecast.Sums(
                        floats(amounts), floats(squares), (float) all, floats(fresh), floats(freshSquares)),
                new PastForecast.Counts(floats(counts), (float) there, floats(freshCounts)));
    }

    /** The expected number of wins, if all deals that begin were of the stratum. */
    private double[] wins(WinTimeModel times, Stratum stratum, Alike deals) {
        var within = new double[(int) Math.ceil(elapsed[DaysAhead.LAST]) + 2];
        for (var day = 1; day < within.length; day++) {
            within[day] = deals.chance(times.wonWithin(stratum, day));
        }
        var wins = new double[DaysAhead.COUNT];
        for (var begins = 0; begins < DaysAhead.LAST; begins++) {
            var rate = begin[begins];
            for (var i = wins.length - 1; i > 0 && DaysAhead.day(i) > begins; i--) {
                var age = elapsed[DaysAhead.day(i)] - elapsed[begins];
                var whole = (int) age;
                wins[i] += rate * (within[whole] + (age - whole) * (within[whole + 1] - within[whole]));
            }
        }
        return wins;
    }

    private PastForecast.Sums paid(PastForecast.Sums booked, float[] owed, float[] owedSquares, double kept) {
        return new PastForecast.Sums(
                added(paid(booked.open(), kept), owed),
                added(paid(booked.openSquares(), kept * kept), owedSquares),
                (float) (kept * kept * (booked.allSquares() + receivables.squares())),
                paid(booked.fresh(), kept),
                paid(booked.freshSquares(), kept * kept));
    }

    /** Orders, turned into money: their days convolved with how long they take to be paid. */
    private float[] paid(float[] orders, double kept) {
        var before = DaysAhead.daily(orders);
        var money = new float[DaysAhead.COUNT];
        for (var i = 1; i < money.length; i++) {
            var until = DaysAhead.day(i);
            var sum = 0.0;
            for (var day = 0; day < until; day++) {
                sum += (before[day + 1] - before[day]) * paid[until - 1 - day];
            }
            money[i] = (float) (kept * sum);
        }
        return money;
    }

    /** {@code [k]}: the part of an order that is paid by the end of day k after it. */
    private double[] paid(Map<PaymentBehaviour.Profile, Double> terms) {
        var largest = terms.entrySet().stream()
                .sorted(Map.Entry.<PaymentBehaviour.Profile, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().terms().toString()))
                .limit(TERMS)
                .toList();
        var all = largest.stream().mapToDouble(Map.Entry::getValue).sum();
        if (all <= 0) {
            return behaviour.paidAfter(PaymentBehaviour.profileOfTerms(PaymentRecord.UNKNOWN), DaysAhead.LAST);
        }
        var paid = new double[DaysAhead.LAST];
        for (var entry : largest) {
            var own = behaviour.paidAfter(entry.getKey(), DaysAhead.LAST);
            for (var day = 0; day < paid.length; day++) {
                paid[day] += entry.getValue() / all * own[day];
            }
        }
        return paid;
    }

    private static float[] added(float[] sums, float[] others) {
        for (var i = 0; i < sums.length; i++) {
            sums[i] += others[i];
        }
        return sums;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
