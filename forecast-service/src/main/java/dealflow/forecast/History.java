package dealflow.forecast;

import java.util.List;

/**
 * What is known of a pipeline's deals at the start of a day.
 *
 * @param stages the number of funnel stages
 * @param today the first day not known, in days since the epoch in the pipeline's time zone
 */
record History(List<Life> lives, int stages, int today) {

    /** What was known of the same deals at the start of an earlier day: the basis of every backtest. */
    History asOf(int day) {
        return new History(
                lives.stream()
                        .filter(life -> life.begun() < day)
                        .map(life -> life.asOf(day))
                        .toList(),
                stages,
                day);
    }

    int wins() {
        return (int) lives.stream().filter(Life::won).count();
    }

    /** The first day on which a decision was recorded: before it, departures were not seen (left truncation). */
    int firstDecision() {
        return lives.stream()
                .flatMap(life -> life.visits().stream())
                .filter(visit -> !visit.open() && visit.to() >= stages)
                .mapToInt(Visit::left)
                .min()
                .orElse(0);
    }
}
