package dealflow.forecast.measure;

import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import java.time.LocalDate;

/**
 * What is asked of a forecast.
 *
 * @param from the first day of the first period
 * @param by null for no groups
 */
public record Question(Scope scope, Measure measure, Interval interval, LocalDate from, int periods, Grouping by) {

    /** How many periods are meant where nothing is said. */
    public static final int PERIODS = 6;

    /** @param from a day in the first period */
    public Question {
        from = interval.startOf(from);
    }

    public Question whole() {
        return new Question(scope, measure, interval, from, periods, null);
    }

    /** About one of its groups alone. */
    public Question about(Grouping.Group group) {
        return new Question(scope.with(by, group), measure, interval, from, periods, null);
    }

    public LocalDate start(int period) {
        return interval.plus(from, period);
    }

    /** The first day that is not asked for. */
    public LocalDate end() {
        return start(periods);
    }
}
