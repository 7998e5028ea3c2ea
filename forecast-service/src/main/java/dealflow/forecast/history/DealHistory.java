package dealflow.forecast.history;

import java.util.List;

/**
 * What is known of one deal as of a moment.
 *
 * @param quoted its amount when it was last open, in the pipeline's currency; NaN while unknown
 * @param amount its amount now: the realised one where it is won; NaN while unknown
 * @param enteredDay its first day in the funnel; -1 for one won without ever being there
 * @param wonDay the day it was won; -1 if it is not
 * @param closeDates when it was expected to close, in the order in which that was said while it was open
 * @param parts of the amount, by product, in order; empty where it is about one or none
 * @param quotedQuantities how much of which product it was about when it was last open
 * @param quantities the same now: what was ordered, where it is won
 * @param visitors whose it was, and of what, at the end of each visit: an owner who takes over what is won has not won it; empty where it
 *     has always been of its labels, as most are
 */
public record DealHistory(
        Scope.Labels labels,
        double quoted,
        double amount,
        int enteredDay,
        int wonDay,
        List<CloseDate> closeDates,
        List<Visit> visits,
        List<Scope.Labels> visitors,
        PaymentRecord paymentRecord,
        List<Double> parts,
        List<Quantity> quotedQuantities,
        List<Quantity> quantities) {

    public DealHistory {
        if (!visitors.isEmpty() && visitors.size() != visits.size()) {
            throw new IllegalArgumentException(
                    "%d visits with the labels of %d".formatted(visits.size(), visitors.size()));
        }
    }

    /** One without lines, that is about one product or none. */
    public DealHistory(
            Scope.Labels labels,
            double quoted,
            double amount,
            int enteredDay,
            int wonDay,
            List<CloseDate> closeDates,
            List<Visit> visits,
            List<Scope.Labels> visitors,
            PaymentRecord paymentRecord) {
        this(
                labels,
                quoted,
                amount,
                enteredDay,
                wonDay,
                closeDates,
                visits,
                visitors,
                paymentRecord,
                List.of(),
                List.of(),
                List.of());
    }

    /** One whose labels have never changed. */
    public DealHistory(
            Scope.Labels labels,
            double quoted,
            double amount,
            int enteredDay,
            int wonDay,
            List<CloseDate> closeDates,
            List<Visit> visits,
            PaymentRecord paymentRecord) {
        this(labels, quoted, amount, enteredDay, wonDay, closeDates, visits, List.of(), paymentRecord);
    }

    /** One of which nothing is known about payments. */
    public DealHistory(
            Scope.Labels labels,
            double quoted,
            double amount,
            int enteredDay,
            int wonDay,
            List<CloseDate> closeDates,
            List<Visit> visits) {
        this(labels, quoted, amount, enteredDay, wonDay, closeDates, visits, PaymentRecord.UNKNOWN);
    }

    /** Whether it was about some of it when it was last open. */
    public boolean isQuoting(Quantity.Counted of) {
        return !Double.isNaN(Quantity.in(quotedQuantities, of));
    }

    /** The same deal as if what it is about of one product were its amounts. */
    public DealHistory counting(Quantity.Counted of) {
        return new DealHistory(
                new Scope.Labels(
                        labels.owner(), labels.team(), of.product(), labels.source(), labels.region(), labels.own()),
                Quantity.in(quotedQuantities, of),
                Quantity.in(quantities, of),
                enteredDay,
                wonDay,
                closeDates,
                visits,
                visitors,
                paymentRecord,
                List.of(),
                quotedQuantities,
                quantities);
    }

    /** When it was expected to close, as of the start of a day; null where nobody had said anything. */
    public CloseDate expectedAt(int day) {
        for (var i = closeDates.size() - 1; i >= 0; i--) {
            if (closeDates.get(i).said() < day) {
                return closeDates.get(i);
            }
        }
        return null;
    }

    public Visit last() {
        return visits.get(visits.size() - 1);
    }

    public boolean open() {
        return !visits.isEmpty() && last().open();
    }

    public boolean won() {
        return wonDay >= 0;
    }

    /** Whether it was won before the start of a day. */
    public boolean wonBefore(int day) {
        return wonDay >= 0 && wonDay < day;
    }

    /** The visit that it was in at the start of a day, or null. */
    public Visit visitAt(int day) {
        var i = indexAt(day);
        return i < 0 ? null : visits.get(i);
    }

    /** Whose it was, and of what, at the end of a visit. */
    public Scope.Labels visitor(int visit) {
        return visitors.isEmpty() ? labels : visitors.get(visit);
    }

    /** The same of the visit that it was in at the start of a day. */
    public Scope.Labels visitorAt(int day) {
        return visitor(indexAt(day));
    }

    private int indexAt(int day) {
        for (var i = visits.size() - 1; i >= 0; i--) {
            var visit = visits.get(i);
            if (visit.entered() < day) {
                return visit.left() >= day ? i : -1;
            }
        }
        return -1;
    }
}
