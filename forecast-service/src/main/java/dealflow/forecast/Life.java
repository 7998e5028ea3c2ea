package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * What is known of one deal as of a moment.
 *
 * @param quoted its amount when it was last open, in the pipeline's currency; NaN while unknown
 * @param amount its amount now: the realised one where it is won; NaN while unknown
 * @param enteredDay its first day in the funnel; -1 for one won without ever being there
 * @param wonDay the day it was won; -1 if it is not
 * @param expectedOn null while unknown
 */
record Life(
        Scope.Labels labels,
        double quoted,
        double amount,
        int enteredDay,
        int wonDay,
        LocalDate expectedOn,
        List<Visit> visits,
        Billing billing) {

    /** One of which nothing is known about payments. */
    Life(
            Scope.Labels labels,
            double quoted,
            double amount,
            int enteredDay,
            int wonDay,
            LocalDate expectedOn,
            List<Visit> visits) {
        this(labels, quoted, amount, enteredDay, wonDay, expectedOn, visits, Billing.UNKNOWN);
    }

    Visit last() {
        return visits.get(visits.size() - 1);
    }

    boolean open() {
        return !visits.isEmpty() && last().open();
    }

    boolean won() {
        return wonDay >= 0;
    }

    /** Its first recorded day. */
    int begun() {
        return enteredDay >= 0 ? enteredDay : wonDay;
    }

    Life withAmount(double known) {
        return new Life(labels, quoted, known, enteredDay, wonDay, expectedOn, visits, billing);
    }

    /** What was known at the start of a day after {@link #begun}; a deal decided later had its quoted amount. */
    Life asOf(int day) {
        var seen = visits.stream()
                .filter(visit -> visit.entered() < day)
                .map(visit -> visit.left() < day
                        ? visit
                        : new Visit(visit.stage(), visit.entered(), Visit.OPEN, visit.stage()))
                .toList();
        var open = !seen.isEmpty() && seen.get(seen.size() - 1).open();
        return new Life(
                labels,
                quoted,
                open ? quoted : amount,
                enteredDay,
                wonDay < day ? wonDay : -1,
                expectedOn,
                seen,
                billing);
    }
}
