package dealflow.contract.deal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which products a deal is about, and what of its reporting amount is each one's. Without lines that is the deal's one text; with
 * lines it is theirs, and the amount is divided as the lines' amounts are, so that the parts add up to it to the cent.
 *
 * @param products each once, in order; the only one may be null
 * @param amounts of each; null while the reporting amount is unknown
 */
public record ProductMix(List<String> products, List<BigDecimal> amounts) {

    /** Between products in one text. No product holds it, for control characters are refused. */
    private static final String SEPARATOR = "\u001f";

    public static ProductMix of(DealSnapshot deal) {
        var whole =
                deal.reportingAmount() == null ? null : deal.reportingAmount().amount();
        if (deal.lines().isEmpty()) {
            return new ProductMix(Collections.singletonList(deal.product()), Collections.singletonList(whole));
        }
        var weights = new TreeMap<String, BigDecimal>();
        deal.lines().forEach(line -> weights.merge(line.product(), line.amount(), BigDecimal::add));
        return new ProductMix(
                List.copyOf(weights.keySet()),
                whole == null
                        ? Collections.nCopies(weights.size(), null)
                        : divided(whole, List.copyOf(weights.values())));
    }

    public boolean isOfOne() {
        return products.size() == 1;
    }

    /** All products in one text, which {@link #products(String)} takes apart; null for none. */
    public String text() {
        return isOfOne() ? products.get(0) : String.join(SEPARATOR, products);
    }

    /** The products of a text. */
    public static List<String> products(String text) {
        return text == null ? Collections.singletonList(null) : List.of(text.split(SEPARATOR, -1));
    }

    /** The same for people. */
    public static String label(String text) {
        return text == null ? null : text.replace(SEPARATOR, " + ");
    }

    /** The amounts of several products in one text, which {@link #amounts(String)} takes apart; null for one. */
    public String amountsText() {
        return isOfOne()
                ? null
                : amounts.stream()
                        .map(amount -> amount == null ? "" : amount.toPlainString())
                        .collect(Collectors.joining(","));
    }

    /** The amounts of a text; null for each that is unknown. */
    public static List<BigDecimal> amounts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(amount -> amount.isEmpty() ? null : new BigDecimal(amount))
                .collect(Collectors.toList());
    }

    public static boolean isOfSeveral(String text) {
        return text != null && text.contains(SEPARATOR);
    }

    private static List<BigDecimal> divided(BigDecimal whole, List<BigDecimal> weights) {
        var scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        var parts = divided(
                whole.unscaledValue(),
                weights.stream()
                        .map(weight -> weight.setScale(scale).unscaledValue())
                        .toArray(BigInteger[]::new));
        return Arrays.stream(parts)
                .map(part -> new BigDecimal(part, whole.scale()))
                .toList();
    }

    /**
     * Divides a whole number in proportion to weights, by the method of largest remainders (Hamilton): each part is the share rounded
     * down, and those with the largest remainders, the first of equal ones, get one more until all is given. Weights that are all 0 are
     * taken for equal ones.
     *
     * @param whole below 0 it is divided as if it were above, and each part is below 0
     * @param weights each 0 or more
     */
    public static BigInteger[] divided(BigInteger whole, BigInteger[] weights) {
        if (whole.signum() < 0) {
            return Arrays.stream(divided(whole.negate(), weights))
                    .map(BigInteger::negate)
                    .toArray(BigInteger[]::new);
        }
        var sum = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            var equal = new BigInteger[weights.length];
            Arrays.fill(equal, BigInteger.ONE);
            return divided(whole, equal);
        }
        var parts = new BigInteger[weights.length];
        var remainders = new BigInteger[weights.length];
        var left = whole;
        for (var i = 0; i < weights.length; i++) {
            var share = whole.multiply(weights[i]).divideAndRemainder(sum);
            parts[i] = share[0];
            remainders[i] = share[1];
            left = left.subtract(share[0]);
        }
        var largest = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing(i -> remainders[i].negate()))
                .toList();
        for (var i = 0; i < left.intValueExact(); i++) {
            parts[largest.get(i)] = parts[largest.get(i)].add(BigInteger.ONE);
        }
        return parts;
    }
}
