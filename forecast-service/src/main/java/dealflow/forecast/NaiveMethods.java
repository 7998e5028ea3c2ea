package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/** The forecasts that anyone can make: the last period, the mean of three, and amount times stage rate. */
final class NaiveMethods {

    private final List<Life> lives;
    private final Interval interval;
    private final LocalDate today;
    private final double[] stageRate;

    NaiveMethods(List<Life> lives, int stages, Interval interval, int today) {
        this.lives = lives;
        this.interval = interval;
        this.today = LocalDate.ofEpochDay(today);
        this.stageRate = new double[stages];
        for (var stage = 0; stage < stages; stage++) {
            var index = stage;
            var decided = lives.stream()
                    .filter(life -> !life.open())
                    .filter(life -> life.visits().stream().anyMatch(visit -> visit.stage() == index))
                    .toList();
            stageRate[stage] =
                    decided.isEmpty() ? 0 : decided.stream().filter(Life::won).count() / (double) decided.size();
        }
    }

    /** The last full periods are those before the one that today is in. */
    Forecast.Naive of(LocalDate from, LocalDate to) {
        var current = interval.startOf(today);
        var threeBack = interval.plus(current, -3);
        var reaches = lives.stream()
                .mapToInt(Life::enteredDay)
                .filter(day -> day >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
        return new Forecast.Naive(
                reaches < current.toEpochDay() ? won(interval.plus(current, -1), current) : null,
                reaches < interval.plus(current, -2).toEpochDay() ? won(threeBack, current) / 3 : null,
                stageWeighted(from, to));
    }

    private double won(LocalDate from, LocalDate to) {
        return lives.stream()
                .filter(life -> life.wonDay() >= from.toEpochDay() && life.wonDay() < to.toEpochDay())
                .mapToDouble(Life::amount)
                .sum();
    }

    /** Counts a deal in the period of its expected close; null where no open deal states one. */
    private Double stageWeighted(LocalDate from, LocalDate to) {
        var dated = lives.stream()
                .filter(life -> life.open() && life.expectedOn() != null)
                .toList();
        if (dated.isEmpty()) {
            return null;
        }
        return dated.stream()
                .filter(life ->
                        !life.expectedOn().isBefore(from) && life.expectedOn().isBefore(to))
                .mapToDouble(life -> life.amount() * stageRate[life.last().stage()])
                .sum();
    }
}
