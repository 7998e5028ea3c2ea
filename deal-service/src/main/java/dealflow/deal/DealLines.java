package dealflow.deal;

import dealflow.contract.deal.AmountBasis;
import dealflow.contract.deal.DealLine;
import dealflow.contract.payment.Money;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.limit.Bounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a deal is made of, as people write it, and what that comes to. */
final class DealLines {

    private static final int MOST = 100;
    private static final int DECIMALS = 6;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private DealLines() {}

    /** Lines with ids of their own; one that comes without gets the first of l1, l2, ... that is free. */
    static List<DealLine> checked(List<DealLine> lines) {
        if (lines == null) {
            return List.of();
        }
        if (lines.size() > MOST) {
            throw new InvalidFieldException("lines", "must be at most %d".formatted(MOST));
        }
        var taken = lines.stream()
                .filter(Objects::nonNull)
                .map(DealLine::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var given = new HashSet<String>();
        var checked = new ArrayList<DealLine>();
        for (var i = 0; i < lines.size(); i++) {
            checked.add(checked("lines[%d]".formatted(i), lines.get(i), given, taken));
        }
        return checked;
    }

    private static DealLine checked(String field, DealLine line, Set<String> given, Set<String> taken) {
        if (line == null) {
            throw new InvalidFieldException(field, "is required");
        }
        if (line.id() != null && (!ID.matcher(line.id()).matches() || !given.add(line.id()))) {
            throw new InvalidFieldException(
                    field + ".id", "must be 1 to 40 small letters, digits or hyphens, each once, such as l1");
        }
        if (line.wantedOn() != null && !Bounds.hold(line.wantedOn())) {
            throw new InvalidFieldException(field + ".wantedOn", Bounds.YEARS);
        }
        return new DealLine(
                line.id() == null ? free(taken) : line.id(),
                DealFields.required(field + ".product", line.product()),
                quantity(field + ".quantity", line.quantity()),
                DealFields.text(field + ".unit", line.unit()),
                price(field + ".unitPrice", line.unitPrice()),
                line.wantedOn());
    }

    private static String free(Set<String> taken) {
        var number = 1;
        while (!taken.add("l" + number)) {
            number++;
        }
        return "l" + number;
    }

    private static BigDecimal quantity(String field, BigDecimal quantity) {
        if (quantity == null) {
            throw new InvalidFieldException(field, "is required: a number above 0");
        }
        if (quantity.signum() <= 0 || quantity.compareTo(LARGEST) >= 0) {
            throw new InvalidFieldException(
                    field, "must be above 0 and less than %s".formatted(LARGEST.toPlainString()));
        }
        return decimals(field, quantity, 0);
    }

    private static Money price(String field, Money price) {
        if (price == null || price.amount() == null || price.currency() == null) {
            throw new InvalidFieldException(field, "is required: an amount and a currency");
        }
        // Prices of small things have more decimals than their currency; the rest is checked as of any amount.
        var currency = Amounts.checked(field, new Money(BigDecimal.ZERO, price.currency()), false);
        if (price.amount().signum() < 0) {
            throw new InvalidFieldException(field + ".amount", "must not be negative");
        }
        if (price.amount().compareTo(Amounts.LARGEST) >= 0) {
            throw new InvalidFieldException(field + ".amount", "must be less than " + Amounts.LARGEST);
        }
        return new Money(
                decimals(field + ".amount", price.amount(), currency.amount().scale()), price.currency());
    }

    private static BigDecimal decimals(String field, BigDecimal number, int least) {
        var plain = number.stripTrailingZeros();
        if (plain.scale() > DECIMALS) {
            throw new InvalidFieldException(field, "must have at most %d decimals".formatted(DECIMALS));
        }
        return plain.setScale(Math.max(plain.scale(), least));
    }

    /**
     * The amount that was stated, if any.
     *
     * @throws InvalidFieldException if it and the lines are not all in one currency
     */
    static Money ofOneCurrency(List<DealLine> lines, Money stated) {
        if (!lines.isEmpty()) {
            var currency = stated == null ? lines.get(0).unitPrice().currency() : stated.currency();
            for (var i = 0; i < lines.size(); i++) {
                if (!lines.get(i).unitPrice().currency().equals(currency)) {
                    throw new InvalidFieldException(
                            "lines[%d].unitPrice.currency".formatted(i),
                            "must be %s, that of the %s"
                                    .formatted(currency, stated == null ? "deal's other lines" : "deal's amount"));
                }
            }
        }
        return stated;
    }

    /** What the lines come to; null for none. */
    static Money sum(List<DealLine> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        var sum = lines.stream().map(DealLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Amounts.checked("lines", new Money(sum, lines.get(0).unitPrice().currency()), false);
    }

    static AmountBasis basis(List<DealLine> lines, Money stated) {
        return lines.isEmpty() ? null : stated == null ? AmountBasis.LINES : AmountBasis.STATED;
    }
}
