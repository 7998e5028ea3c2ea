package dealflow.forecast;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is known of a pipeline's deals at the start of a day.
 *
 * @param lives may go on after {@code today}; nothing reads what happened then
 * @param stages the number of funnel stages
 * @param today the first day not known, in days since the epoch in the pipeline's time zone
 */
record History(List<Life> lives, int stages, int today) {

    /** What was known of the same deals at the start of an earlier day: the basis of every backtest. */
    History asOf(int day) {
        return new History(lives, stages, day);
    }

    History where(Predicate<Life> wanted) {
        return new History(lives.stream().filter(wanted).toList(), stages, today);
    }

    int wins() {
        return (int) lives.stream().filter(life -> life.wonBefore(today)).count();
    }

    /** The first day on which a deal was seen in the funnel; today if there was none. */
    int firstEntry() {
        var first = today;
        for (var life : lives) {
            if (life.enteredDay() >= 0) {
                first = Math.min(first, life.enteredDay());
            }
        }
        return first;
    }

    /** The first day on which a decision was recorded: before it, departures were not seen (left truncation). */
    int firstDecision() {
        var first = today;
        for (var life : lives) {
            for (var visit : life.visits()) {
                if (!visit.open() && visit.to() >= stages) {
                    first = Math.min(first, visit.left());
                }
            }
        }
        return first;
    }
}
