package dealflow.forecast.history;

import dealflow.contract.deal.ProductMix;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What of a deal's amounts is one of its products'; those of a deal add up to the whole. */
public final class Share {

    public static final Share WHOLE = new Share(new double[] {1}, 0);

    private static final double COINS = 100;

    /** Weights are amounts of the ledger, which has no finer ones. */
    private static final double TEN_THOUSANDTHS = 10_000;

    private final double[] weights;
    private final int place;

    private Share(double[] weights, int place) {
        this.weights = weights;
        this.place = place;
    }

    static List<Share> of(List<Double> weights) {
        var sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        var all = sum > 0
                ? weights.stream().mapToDouble(Double::doubleValue).toArray()
                : DoubleStream.generate(() -> 1).limit(weights.size()).toArray();
        return IntStream.range(0, all.length)
                .mapToObj(place -> new Share(all, place))
                .toList();
    }

    /** Of what is expected. */
    public double of(double amount) {
        return this == WHOLE
                ? amount
                : amount * weights[place] / DoubleStream.of(weights).sum();
    }

    /** Of what is a fact: in whole cents where it is, by the method of largest remainders. */
    public double ofFact(double amount) {
        var cents = Math.rint(amount * COINS);
        if (this == WHOLE || Math.abs(cents / COINS - amount) > 1e-9 * Math.max(1, Math.abs(amount))) {
            return of(amount);
        }
        var parts = ProductMix.divided(
                BigInteger.valueOf((long) cents),
                DoubleStream.of(weights)
                        .mapToObj(weight -> BigInteger.valueOf(Math.round(weight * TEN_THOUSANDTHS)))
                        .toArray(BigInteger[]::new));
        return parts[place].doubleValue() / COINS;
    }
}
