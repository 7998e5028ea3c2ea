package dealflow.forecast.history;

import dealflow.contract.deal.DealLine;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * How much of a product a deal is about, in one unit: the sum of its lines of that product and unit.
 *
 * @param of what is counted
 * @param amount above 0
 */
public record Quantity(Counted of, double amount) {

    /**
     * Quantities of the same product in different units are not added up.
     *
     * @param unit null where the lines name none
     */
    public record Counted(String product, String unit) implements Comparable<Counted> {

        private static final Comparator<Counted> ORDER = Comparator.comparing(Counted::product)
                .thenComparing(Counted::unit, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Counted other) {
            return ORDER.compare(this, other);
        }
    }

    /** Of all lines, in order. */
    public static List<Quantity> of(List<DealLine> lines) {
        var sums = new TreeMap<Counted, BigDecimal>();
        lines.forEach(line -> sums.merge(new Counted(line.product(), line.unit()), line.quantity(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(entry -> new Quantity(entry.getKey(), entry.getValue().doubleValue()))
                .toList();
    }

    /** What a deal has of something; NaN for none. */
    static double in(List<Quantity> quantities, Counted of) {
        for (var quantity : quantities) {
            if (quantity.of.equals(of)) {
                return quantity.amount;
            }
        }
        return Double.NaN;
    }
}
