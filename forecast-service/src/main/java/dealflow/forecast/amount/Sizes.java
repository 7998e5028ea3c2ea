package dealflow.forecast.amount;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Forked;
import java.util.Arrays;
import java.util.List;

/**
 * Classes of deals by what they are worth while they are open: large ones may be won more slowly, and less or more often, than
 * small ones. Where deals have no amount until they are won, what their product usually brings stands for it.
 */
public final class Sizes {

    /** All of one size. */
    public static final Sizes ONE = new Sizes(null, false, new double[0], new double[1]);

    public static final int MOST = 6;

    /** An amount that hardly any but won deals have tells how a deal ended, not how large it was. */
    private static final double QUOTED_ENOUGH = 0.8;

    private final Amounts amounts;
    private final boolean quoted;
    private final double[] bounds;
    private final double[] logs;

    private Sizes(Amounts amounts, boolean quoted, double[] bounds, double[] logs) {
        this.logs = logs;
        this.amounts = amounts;
        this.quoted = quoted;
        this.bounds = bounds;
    }

    /** Classes of about as many deals and as much money each. */
    public static Sizes of(TrainingData history, Amounts amounts) {
        var quotes = Forked.many(history.lives(), some -> Quotes.among(some, history), Quotes::plus);
        var all = new Sizes(amounts, quotes.quoted >= QUOTED_ENOUGH * quotes.all, new double[0], new double[1]);
        var values = Forked.many(history.lives(), some -> all.ofBegun(some, history), Sizes::both);
        Arrays.sort(values);
        var total = Arrays.stream(values).sum();
        var bounds = new double[MOST - 1];
        var count = 0;
        var below = 0.0;
        for (var i = 0; i < values.length && count < MOST - 1; i++) {
            if (below >= (count + 1.0) / MOST && values[i] > (count == 0 ? values[0] : bounds[count - 1])) {
                bounds[count++] = values[i];
            }
            below += (1.0 / values.length + (total == 0 ? 0 : values[i] / total)) / 2;
        }
        var sizes = new Sizes(amounts, all.quoted, Arrays.copyOf(bounds, count), new double[count + 1]);
        var deals = new double[count + 1];
        for (var value : values) {
            var own = sizes.of(value);
            sizes.logs[own] += Math.log(Math.max(value, values[values.length / 2] / 1000));
            deals[own]++;
        }
        for (var i = 0; i <= count; i++) {
            sizes.logs[i] /= Math.max(1, deals[i]);
        }
        return sizes;
    }

    private static boolean hasBegun(DealHistory deal, TrainingData history) {
        return deal.enteredDay() >= 0 && deal.enteredDay() < history.today();
    }

    /** Deals that were not won. */
    private record Quotes(long all, long quoted) {

        static Quotes among(List<DealHistory> lives, TrainingData history) {
            long all = 0, quoted = 0;
            for (var deal : lives) {
                if (hasBegun(deal, history) && !deal.wonBefore(history.today())) {
                    all++;
                    quoted += deal.quoted() > 0 ? 1 : 0;
                }
            }
            return new Quotes(all, quoted);
        }

        Quotes plus(Quotes other) {
            return new Quotes(all + other.all, quoted + other.quoted);
        }
    }

    private double[] ofBegun(List<DealHistory> lives, TrainingData history) {
        return lives.stream()
                .filter(deal -> hasBegun(deal, history))
                .mapToDouble(this::size)
                .toArray();
    }

    private static double[] both(double[] some, double[] others) {
        var all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }

    public int count() {
        return bounds.length + 1;
    }

    /** From 0, the smallest. */
    public int of(DealHistory deal) {
        if (bounds.length == 0) {
            return 0;
        }
        return of(size(deal));
    }

    /** The mean logarithm of the sizes in each class. */
    public double[] logs() {
        return logs.clone();
    }

    private int of(double size) {
        var own = 0;
        while (own < bounds.length && size >= bounds[own]) {
            own++;
        }
        return own;
    }

    private double size(DealHistory deal) {
        return quoted && deal.quoted() > 0 ? amounts.quoted(deal) : amounts.usual(deal);
    }
}
