package dealflow.forecast.estimate;

import dealflow.forecast.calendar.Interval;
import dealflow.forecast.survival.Shrinkage;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How busy a day is: 1 for a mean one. Deals are won by the calendar too, hardly on Sundays and holidays, many at a quarter's end, few
 * in August; the model's days pass as fast as this says. What the history does not show beyond chance stays 1.
 */
public final class Seasonality {

    static final Seasonality EVEN = new Seasonality(ones(8), ones(3), ones(12), Set.of());

    private static final int WEEK = 7;
    private static final int QUARTER = 3;
    private static final int YEAR = 12;

    /** After the days of the week. */
    private static final int HOLIDAY = 7;

    private final double[] byKind;
    private final double[] byMonthOfQuarter;
    private final double[] byMonth;
    private final Set<LocalDate> holidays;

    private Seasonality(double[] byKind, double[] byMonthOfQuarter, double[] byMonth, Set<LocalDate> holidays) {
        this.byKind = byKind;
        this.byMonthOfQuarter = byMonthOfQuarter;
        this.byMonth = byMonth;
        this.holidays = holidays;
    }

    /**
     * Compares wins with those expected from the hazards of the same days.
     *
     * @param observed wins by day, from {@code first} on
     * @param expected the same by the model without a calendar
     * @param first the first day of both, in days since the epoch
     * @param holidays of the pipeline, past and to come
     */
    public static Seasonality estimate(double[] observed, double[] expected, int first, Set<LocalDate> holidays) {
        var kinds = kinds(observed, expected, first, holidays);
        // Months differ by their Sundays too; what is left is theirs.
        var adjusted = new double[expected.length];
        for (var i = 0; i < adjusted.length; i++) {
            adjusted[i] = expected[i] * kinds[kind(LocalDate.ofEpochDay(first + i), holidays)];
        }
        var quarter = months(observed, adjusted, first, Interval.QUARTER, QUARTER);
        // And what is left of these is the season's.
        for (var i = 0; i < adjusted.length; i++) {
            adjusted[i] *= quarter[(LocalDate.ofEpochDay(first + i).getMonthValue() - 1) % QUARTER];
        }
        return new Seasonality(kinds, quarter, months(observed, adjusted, first, Interval.YEAR, YEAR), holidays);
    }

    /** Days of the week, and holidays: each a Poisson count, shrunk toward 1 by a gamma prior (see {@link Shrinkage}). */
    private static double[] kinds(double[] observed, double[] expected, int first, Set<LocalDate> holidays) {
        var seen = new double[WEEK + 1];
        var due = new double[WEEK + 1];
        for (var i = 0; i < observed.length; i++) {
            var kind = kind(LocalDate.ofEpochDay(first + i), holidays);
            seen[kind] += observed[i];
            due[kind] += expected[i];
        }
        var ratios = Shrinkage.ratios(seen, due);
        var mean = Arrays.stream(ratios, 0, WEEK).average().orElse(1);
        return Arrays.stream(ratios).map(ratio -> ratio / mean).toArray();
    }

    private static int kind(LocalDate day, Set<LocalDate> holidays) {
        return holidays.contains(day) ? HOLIDAY : day.getDayOfWeek().ordinal();
    }

    /**
     * Months of the quarter, or of the year: the mean of their shares in the full ones seen, shrunk by how much these differ among
     * themselves (one-way analysis of variance). One alone shows nothing.
     */
    private static double[] months(double[] observed, double[] expected, int first, Interval interval, int months) {
        var ratios = new ArrayList<double[]>();
        // A week or less that is missing from the first month hides nothing.
        var begin = interval.startOf(LocalDate.ofEpochDay(first + 6));
        if (begin.isBefore(LocalDate.ofEpochDay(first))) {
            begin = interval.plus(begin, 1);
        }
        for (; interval.plus(begin, 1).toEpochDay() <= first + observed.length; begin = interval.plus(begin, 1)) {
            var logs = new double[months];
            for (var month = 0; month < months; month++) {
                var from = (int) begin.plusMonths(month).toEpochDay() - first;
                var to = (int) begin.plusMonths(month + 1).toEpochDay() - first;
                logs[month] = Math.log((sum(observed, from, to) + 1) / (sum(expected, from, to) + 1));
            }
            var mean = Arrays.stream(logs).average().orElse(0);
            ratios.add(Arrays.stream(logs).map(log -> log - mean).toArray());
        }
        return shrunk(ratios, months);
    }

    private static double[] shrunk(List<double[]> seen, int months) {
        var n = seen.size();
        if (n < 2) {
            return ones(months);
        }
        var means = new double[months];
        seen.forEach(logs -> {
            for (var month = 0; month < months; month++) {
                means[month] += logs[month] / n;
            }
        });
        var between = Arrays.stream(means).map(mean -> mean * mean).sum() / (months - 1);
        var within = seen.stream()
                        .mapToDouble(logs -> {
                            var sum = 0.0;
                            for (var month = 0; month < months; month++) {
                                sum += (logs[month] - means[month]) * (logs[month] - means[month]);
                            }
                            return sum;
                        })
                        .sum()
                / ((months - 1) * (n - 1));
        var keep = between == 0 ? 0 : Math.max(0, 1 - within / n / between);
        var factors = Arrays.stream(means).map(mean -> Math.exp(keep * mean)).toArray();
        return ofMeanOne(factors);
    }

    private static double[] ofMeanOne(double[] factors) {
        var mean = Arrays.stream(factors).average().orElse(1);
        return Arrays.stream(factors).map(factor -> factor / mean).toArray();
    }

    public double of(LocalDate day) {
        var month = day.getMonthValue() - 1;
        return byKind[kind(day, holidays)] * byMonthOfQuarter[month % QUARTER] * byMonth[month];
    }

    public double of(DayOfWeek day) {
        return byKind[day.ordinal()];
    }

    /** One of the pipeline's holidays. */
    public double ofHoliday() {
        return byKind[HOLIDAY];
    }

    /** From January on. */
    public double[] byMonth() {
        return byMonth.clone();
    }

    /** How many mean days the next {@code days} days from {@code today} are worth: {@code [0 .. days]}, beginning with 0. */
    public double[] elapsed(int today, int days) {
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
