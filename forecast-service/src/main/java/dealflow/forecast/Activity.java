package dealflow.forecast;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How busy a day is: 1 for a mean one. Deals are won by the calendar too, hardly on Sundays and many at a quarter's end; the
 * model's days pass as fast as this says. What the history does not show beyond chance stays 1.
 */
final class Activity {

    static final Activity EVEN = new Activity(ones(7), ones(3));

    private static final int MONTHS = 3;

    private final double[] byWeekday;
    private final double[] byMonthOfQuarter;

    private Activity(double[] byWeekday, double[] byMonthOfQuarter) {
        this.byWeekday = byWeekday;
        this.byMonthOfQuarter = byMonthOfQuarter;
    }

    /**
     * Compares wins with those expected from the hazards of the same days.
     *
     * @param observed wins by day, from {@code first} on
     * @param expected the same by the model without a calendar
     * @param first the first day of both, in days since the epoch
     */
    static Activity estimate(double[] observed, double[] expected, int first) {
        var weekdays = weekdays(observed, expected, first);
        // Months differ by their Sundays too; what is left is theirs.
        var adjusted = new double[expected.length];
        for (var i = 0; i < adjusted.length; i++) {
            adjusted[i] = expected[i] * weekdays[weekday(first + i)];
        }
        return new Activity(weekdays, months(observed, adjusted, first));
    }

    /** Days of the week: each a Poisson count, shrunk toward 1 by a gamma prior (see {@link Shrinkage}). */
    private static double[] weekdays(double[] observed, double[] expected, int first) {
        var seen = new double[7];
        var due = new double[7];
        for (var i = 0; i < observed.length; i++) {
            var weekday = weekday(first + i);
            seen[weekday] += observed[i];
            due[weekday] += expected[i];
        }
        return ofMeanOne(Shrinkage.ratios(seen, due));
    }

    /**
     * Months of the quarter: the mean of their shares in the full quarters seen, shrunk by how much these differ among
     * themselves (one-way analysis of variance). One quarter alone shows nothing.
     */
    private static double[] months(double[] observed, double[] expected, int first) {
        var ratios = new ArrayList<double[]>();
        var start = LocalDate.ofEpochDay(first + 6);
        var quarter = Interval.QUARTER.startOf(start);
        if (quarter.isBefore(LocalDate.ofEpochDay(first))) {
            quarter = quarter.plusMonths(MONTHS);
        }
        for (;
                quarter.plusMonths(MONTHS).toEpochDay() <= first + observed.length;
                quarter = quarter.plusMonths(MONTHS)) {
            var logs = new double[MONTHS];
            for (var month = 0; month < MONTHS; month++) {
                var from = (int) quarter.plusMonths(month).toEpochDay() - first;
                var to = (int) quarter.plusMonths(month + 1).toEpochDay() - first;
                logs[month] = Math.log((sum(observed, from, to) + 1) / (sum(expected, from, to) + 1));
            }
            var mean = Arrays.stream(logs).average().orElse(0);
            ratios.add(Arrays.stream(logs).map(log -> log - mean).toArray());
        }
        return shrunk(ratios);
    }

    private static double[] shrunk(List<double[]> quarters) {
        var n = quarters.size();
        if (n < 2) {
            return ones(MONTHS);
        }
        var means = new double[MONTHS];
        quarters.forEach(logs -> {
            for (var month = 0; month < MONTHS; month++) {
                means[month] += logs[month] / n;
            }
        });
        var between = Arrays.stream(means).map(mean -> mean * mean).sum() / (MONTHS - 1);
        var within = quarters.stream()
                        .mapToDouble(logs -> {
                            var sum = 0.0;
                            for (var month = 0; month < MONTHS; month++) {
                                sum += (logs[month] - means[month]) * (logs[month] - means[month]);
                            }
                            return sum;
                        })
                        .sum()
                / ((MONTHS - 1) * (n - 1));
        var keep = between == 0 ? 0 : Math.max(0, 1 - within / n / between);
        var factors = Arrays.stream(means).map(mean -> Math.exp(keep * mean)).toArray();
        return ofMeanOne(factors);
    }

    private static double[] ofMeanOne(double[] factors) {
        var mean = Arrays.stream(factors).average().orElse(1);
        return Arrays.stream(factors).map(factor -> factor / mean).toArray();
    }

    private static int weekday(int day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().ordinal();
    }

    double of(LocalDate day) {
        return byWeekday[day.getDayOfWeek().ordinal()] * byMonthOfQuarter[(day.getMonthValue() - 1) % MONTHS];
    }

    double of(DayOfWeek day) {
        return byWeekday[day.ordinal()];
    }

    /** How many mean days the next {@code days} days from {@code today} are worth: {@code [0 .. days]}, beginning with 0. */
    double[] elapsed(int today, int days) {
        var sums = new double[days + 1];
        for (var i = 0; i < days; i++) {
            sums[i + 1] = sums[i] + of(LocalDate.ofEpochDay((long) today + i));
        }
        return sums;
    }

    private static double sum(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).sum();
    }

    private static double[] ones(int count) {
        var ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
