package dealflow.deal.filter;

import dealflow.edge.query.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Between what a deal's value has to lie; asked of the columns that the indexes have.
 *
 * @param name of the parameters
 * @param from null for no end there, like {@code to}
 */
public record DealRange(String name, String column, Object from, Object to) {

    private static final LocalDate LAST_DAY = DealOrder.NO_DATE.minusDays(1);

    /** @param asked a range, empty for what has no amount, null for any */
    static List<DealRange> ofAmount(String asked) {
        if (asked == null) {
            return List.of();
        }
        if (asked.isEmpty()) {
            return List.of(new DealRange("amount", "amount_order", DealOrder.NO_AMOUNT, DealOrder.NO_AMOUNT));
        }
        var range = Range.amounts(asked);
        var ranges = new ArrayList<DealRange>();
        var least = range.from() == null ? BigDecimal.ZERO : range.from();
        ranges.add(new DealRange(
                "amount",
                "amount_order",
                DealOrder.amountOrder(least),
                range.to() == null ? null : DealOrder.amountOrder(range.to())));
        if (DealOrder.isBeyond(range.from()) || DealOrder.isBeyond(range.to())) {
            ranges.add(new DealRange("wholeAmount", "reporting_amount", range.from(), range.to()));
        }
        return ranges;
    }

    /** The same of the day on which it is expected to close. */
    static List<DealRange> ofExpectedClose(String asked) {
        if (asked == null) {
            return List.of();
        }
        if (asked.isEmpty()) {
            return List.of(
                    new DealRange("expectedClose", "expected_close_order", DealOrder.NO_DATE, DealOrder.NO_DATE));
        }
        var range = Range.dates(asked);
        return List.of(new DealRange(
                "expectedClose", "expected_close_order", range.from(), range.to() == null ? LAST_DAY : range.to()));
    }

    static List<DealRange> ofMoment(String column, String asked) {
        if (asked == null) {
            return List.of();
        }
        var range = Range.instants(asked);
        return List.of(new DealRange(column, column, utc(range.from()), utc(range.to())));
    }

    static List<DealRange> since(String column, Instant asked) {
        return asked == null ? List.of() : List.of(new DealRange(column + "_since", column, utc(asked), null));
    }

    /** The same beside others of its name. */
    DealRange numbered(int number) {
        return new DealRange(name + "_" + number, column, from, to);
    }

    private static Object utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
