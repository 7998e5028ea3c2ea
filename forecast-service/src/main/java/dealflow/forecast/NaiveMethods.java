package dealflow.forecast;

import java.time.LocalDate;

/** The forecasts that anyone can make: the last period, the mean of three, and amount times stage rate. */
final class NaiveMethods {

    private final History history;
    private final Amounts amounts;
    private final Interval interval;
    private final LocalDate today;
    private final double[] stageRate;

    NaiveMethods(History history, Amounts amounts, Interval interval) {
        this.history = history;
        this.amounts = amounts;
        this.interval = interval;
        this.today = LocalDate.ofEpochDay(history.today());
        this.stageRate = stageRates(history);
    }

    /** Of the decided deals that have been in each stage, the share that was won. */
    private static double[] stageRates(History history) {
        var seen = new double[history.stages()];
        var won = new double[history.stages()];
        for (var life : history.lives()) {
            if (life.visitAt(history.today()) == null) {
                life.visits().stream()
                        .filter(visit -> visit.entered() < history.today())
                        .mapToInt(Visit::stage)
                        .distinct()
                        .forEach(stage -> {
                            seen[stage]++;
                            won[stage] += life.wonBefore(history.today()) ? 1 : 0;
                        });
            }
        }
        var rates = new double[history.stages()];
        for (var stage = 0; stage < rates.length; stage++) {
            rates[stage] = seen[stage] == 0 ? 0 : won[stage] / seen[stage];
        }
        return rates;
    }

    /** The last full periods are those before the one that today is in. */
    Forecast.Naive of(LocalDate from, LocalDate to) {
        var current = interval.startOf(today);
        var threeBack = interval.plus(current, -3);
        var reaches = history.firstEntry();
        return new Forecast.Naive(
                reaches < current.toEpochDay() ? won(interval.plus(current, -1), current) : null,
                reaches < interval.plus(current, -2).toEpochDay() ? won(threeBack, current) / 3 : null,
                stageWeighted(from, to));
    }

    private double won(LocalDate from, LocalDate to) {
        return history.lives().stream()
                .filter(life -> life.wonDay() >= from.toEpochDay() && life.wonDay() < to.toEpochDay())
                .mapToDouble(amounts::of)
                .sum();
    }

    /** Counts a deal in the period of its expected close; null where no open deal states one. */
    private Double stageWeighted(LocalDate from, LocalDate to) {
        var sum = 0.0;
        var dated = false;
        for (var life : history.lives()) {
            var visit = life.visitAt(history.today());
            if (visit != null && life.expectedOn() != null) {
                dated = true;
                if (!life.expectedOn().isBefore(from) && life.expectedOn().isBefore(to)) {
                    sum += amounts.of(life) * stageRate[visit.stage()];
                }
            }
        }
        return dated ? sum : null;
    }
}
