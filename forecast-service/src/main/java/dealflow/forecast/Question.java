package dealflow.forecast;

import java.time.LocalDate;

/**
 * What is asked of a forecast.
 *
 * @param from the first day of the first period
 * @param by null for no groups
 */
public record Question(Scope scope, Measure measure, Interval interval, LocalDate from, int periods, Grouping by) {

    /** @param from a day in the first period */
    public Question {
        from = interval.startOf(from);
    }

    Question whole() {
        return new Question(scope, measure, interval, from, periods, null);
    }

    LocalDate start(int period) {
        return interval.plus(from, period);
    }

    LocalDate end() {
        return start(periods);
    }
}
