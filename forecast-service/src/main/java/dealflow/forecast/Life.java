package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * What is known of one deal as of a moment.
 *
 * @param amount in the pipeline's currency; NaN while unknown
 * @param enteredDay its first day in the funnel; -1 for one won without ever being there
 * @param wonDay the day it was won; -1 if it is not
 * @param expectedOn null while unknown
 */
record Life(Scope.Labels labels, double amount, int enteredDay, int wonDay, LocalDate expectedOn, List<Visit> visits) {

    Visit last() {
        return visits.get(visits.size() - 1);
    }

    boolean open() {
        return !visits.isEmpty() && last().open();
    }

    boolean won() {
        return wonDay >= 0;
    }

    Life withAmount(double known) {
        return new Life(labels, known, enteredDay, wonDay, expectedOn, visits);
    }
}
