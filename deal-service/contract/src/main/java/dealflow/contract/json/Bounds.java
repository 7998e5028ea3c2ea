package dealflow.contract.json;

import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.event.DealEvent;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What every time and number of an event lies within. Whoever reads events does not trust that: a day of the year 1 makes a
 * series of days longer than any memory, and one amount can be more than all others together can be added to.
 */
public final class Bounds {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    // Not every instant has a date that Java can name.
    private static final Instant FIRST = start(FIRST_YEAR);
    private static final Instant END = start(LAST_YEAR + 1);

    /** Digits before the decimal point; more than any currency has given a meaning to, and ten thousandths of it fit a long. */
    private static final int LARGEST_AMOUNT = 14;

    /** A century. */
    private static final int LONGEST_OFFSET = 36_525;

    private Bounds() {}

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a day lies in the years 1900 to 2200. */
    public static boolean hold(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    /** The same of a moment, by its day in UTC. */
    public static boolean hold(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    /** Whether an amount has no more digits before the decimal point than any sum survives. */
    public static boolean hold(BigDecimal amount) {
        return (long) amount.precision() - amount.scale() <= LARGEST_AMOUNT;
    }

    /** Whether an instalment is due within a century of its milestone. */
    public static boolean hold(PaymentTerm term) {
        return Math.abs((long) term.offsetDays()) <= LONGEST_OFFSET;
    }

    static void check(DealEvent event) {
        check("occurredAt", event.occurredAt());
        check("recordedAt", event.recordedAt());
        if (event.deal() != null) {
            check(event.deal());
        }
        if (event.payment() != null) {
            check("payment.amount", event.payment().amount());
            check("payment.reportingAmount", event.payment().reportingAmount());
            check("payment.receivedOn", event.payment().receivedOn());
        }
    }

    private static void check(DealSnapshot deal) {
        check("deal.amount", deal.amount());
        check("deal.reportingAmount", deal.reportingAmount());
        check("deal.stageEnteredAt", deal.stageEnteredAt());
        check("deal.openedAt", deal.openedAt());
        check("deal.expectedCloseOn", deal.expectedCloseOn());
        check("deal.snoozedUntil", deal.snoozedUntil());
        deal.lines().forEach(Bounds::check);
        deal.milestones().forEach(milestone -> check("deal.milestones.reachedOn", milestone.reachedOn()));
        if (deal.paymentTerms() != null && !deal.paymentTerms().stream().allMatch(Bounds::hold)) {
            throw new UnreadableEventException("deal.paymentTerms.offsetDays is more than a century", null);
        }
    }

    private static void check(DealLine line) {
        if (line == null
                || line.product() == null
                || line.quantity() == null
                || line.unitPrice() == null
                || line.unitPrice().amount() == null
                || line.unitPrice().currency() == null) {
            throw new UnreadableEventException("deal.lines lack a product, a quantity or a price", null);
        }
        check("deal.lines.quantity", new Money(line.quantity(), line.unitPrice().currency()));
        check("deal.lines.unitPrice", line.unitPrice());
        check("deal.lines.wantedOn", line.wantedOn());
        if (line.quantity().signum() < 0 || line.unitPrice().amount().signum() < 0) {
            throw new UnreadableEventException("deal.lines has an amount below 0", null);
        }
        try {
            check("deal.lines", new Money(line.amount(), line.unitPrice().currency()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("deal.lines.unitPrice.currency is not an ISO 4217 code", e);
        }
    }

    private static void check(String field, Instant time) {
        check(field, time == null || hold(time));
    }

    private static void check(String field, LocalDate day) {
        check(field, day == null || hold(day));
    }

    private static void check(String field, boolean held) {
        if (!held) {
            throw new UnreadableEventException(
                    "%s does not lie in the years %d to %d".formatted(field, FIRST_YEAR, LAST_YEAR), null);
        }
    }

    private static void check(String field, Money money) {
        if (money != null && money.amount() != null && !hold(money.amount())) {
            throw new UnreadableEventException("%s has more than %d digits".formatted(field, LARGEST_AMOUNT), null);
        }
    }
}
