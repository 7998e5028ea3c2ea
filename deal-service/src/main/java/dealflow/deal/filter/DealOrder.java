package dealflow.deal.filter;

import dealflow.deal.Deal;
import dealflow.deal.refusal.InvalidFieldException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In which order a list shows deals. Deals of the same value follow in the order in which they were recorded, so every deal
 * has a place of its own, and a page begins behind a place and not after a number of deals.
 */
public record DealOrder(Key key, boolean descending) {

    private static final BigDecimal MOST = BigDecimal.valueOf(922_337_203_685_477L);

    /** The years that PostgreSQL knows; wider than any deal's, so that a page also begins behind one that should not be. */
    private static final ValueRange KNOWN = ValueRange.of(-4000, 9999);

    /** What stands for no date; it comes last. */
    static final LocalDate NO_DATE = LocalDate.of(9999, 12, 31);

    /** What stands for no amount; it comes first. */
    static final long NO_AMOUNT = -1;

    public static final DealOrder RECORDED = new DealOrder(Key.RECORDED, false);

    /** What deals are ordered by. */
    public enum Key {
        RECORDED("recorded", "id", Deal::id, UUID::fromString),
        UPDATED_AT("updatedAt", "updated_at", deal -> deal.updatedAt(), text -> Instant.parse(text)
                .atOffset(ZoneOffset.UTC)),
        STAGE_ENTERED_AT(
                "stageEnteredAt", "stage_entered_at", deal -> deal.stageEnteredAt(), text -> Instant.parse(text)
                        .atOffset(ZoneOffset.UTC)),
        AMOUNT("amount", "amount_order", deal -> amountOrder(deal.reportingAmount()), Long::valueOf),
        EXPECTED_CLOSE_ON(
                "expectedCloseOn",
                "expected_close_order",
                deal -> expectedCloseOrder(deal.expectedCloseOn()),
                LocalDate::parse);

        private final String name;
        /** As the index has it. */
        private final String column;

        private final Function<Deal, Object> value;
        private final Function<String, Object> reader;

        Key(String name, String column, Function<Deal, Object> value, Function<String, Object> reader) {
            this.name = name;
            this.column = column;
            this.value = value;
            this.reader = reader;
        }
    }

    /**
     * A deal's place in the order.
     *
     * @param value of the order's key
     */
    public record Place(String value, UUID id) {}

    private static LocalDate expectedCloseOrder(LocalDate expectedCloseOn) {
        return expectedCloseOn == null ? NO_DATE : expectedCloseOn;
    }

    /** As the column of this name has it. */
    static long amountOrder(BigDecimal reportingAmount) {
        return reportingAmount == null
                ? NO_AMOUNT
                : reportingAmount.min(MOST).movePointRight(4).longValueExact();
    }

    /** Whether an amount is more than the column can tell from others. */
    static boolean isBeyond(BigDecimal amount) {
        return amount != null && amount.compareTo(MOST) >= 0;
    }

    /** The order that a client names: a key, with a minus in front for the other way round. */
    public static DealOrder of(String sort) {
        if (sort == null) {
            return RECORDED;
        }
        var descending = sort.startsWith("-");
        return Arrays.stream(Key.values())
                .filter(key -> key.name.equals(sort.substring(descending ? 1 : 0)))
                .findFirst()
                .map(key -> new DealOrder(key, descending))
                .orElseThrow(() -> new InvalidFieldException(
                        "sort",
                        "must be one of %s, with a minus in front for the other way round"
                                .formatted(Arrays.stream(Key.values())
                                        .map(key -> key.name)
                                        .collect(Collectors.joining(", ")))));
    }

    /** What a client names it by. */
    public String name() {
        return (descending ? "-" : "") + key.name;
    }

    public Place placeOf(Deal deal) {
        return new Place(key.value.apply(deal).toString(), deal.id());
    }

    /** @throws InvalidFieldException if it is not a place of this order */
    public void check(Place place) {
        try {
            if (value(place) instanceof Temporal time && !KNOWN.isValidIntValue(time.get(ChronoField.YEAR))) {
                throw new DateTimeException("not in the list");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFieldException("cursor", "is not one that this list gave as 'next'");
        }
    }

    Object value(Place place) {
        return key.reader.apply(place.value());
    }

    public String orderBy() {
        var direction = descending ? " DESC" : "";
        return key == Key.RECORDED ? "id" + direction : "%s%s, id%2$s".formatted(key.column, direction);
    }

    /**
     * Behind a place; one comparison of all, so that the index begins there.
     *
     * @param owner what stands in SQL for the one owner whose deals are listed; null for more. It is compared too: where many deals
     *     have the same value, such as no date, the database would else expect none behind it and look for the owner's among
     *     everybody's
     */
    public DealFilter.Condition behind(Place place, String owner) {
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        if (owner != null) {
            columns.add("owner");
            values.add(owner);
        }
        if (key != Key.RECORDED) {
            columns.add(key.column);
            values.add(":placeValue");
            parameters.put("placeValue", value(place));
        }
        columns.add("id");
        values.add(":placeId");
        parameters.put("placeId", place.id());
        return new DealFilter.Condition(
                "(%s) %s (%s)".formatted(String.join(", ", columns), descending ? "<" : ">", String.join(", ", values)),
                parameters);
    }
}
