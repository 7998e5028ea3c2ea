package dealflow.forecast.calendar;

/**
 * The days ahead for which past forecasts are kept: each of the first fifteen weeks, then one a week up to two years and a week. Between
 * them sums are taken to grow evenly.
 */
public final class DaysAhead {

    public static final int LAST = 735;

    private static final int DAILY = 105;
    private static final int WEEK = 7;

    public static final int COUNT = DAILY + (LAST - DAILY) / WEEK + 1;

    private DaysAhead() {}

    public static int day(int index) {
        return index <= DAILY ? index : DAILY + (index - DAILY) * WEEK;
    }

    /** What has come before the start of a day, by what has come before the days that are kept. */
    public static double before(float[] sums, int day) {
        var known = Math.max(0, Math.min(LAST, day));
        if (known <= DAILY) {
            return sums[known];
        }
        var index = DAILY + (known - DAILY) / WEEK;
        var into = (known - DAILY) % WEEK;
        return into == 0 ? sums[index] : sums[index] + into / (double) WEEK * (sums[index + 1] - sums[index]);
    }

    /** The same for each day: {@code [0 .. LAST]}. */
    public static double[] daily(float[] sums) {
        var daily = new double[LAST + 1];
        for (var day = 0; day <= LAST; day++) {
            daily[day] = before(sums, day);
        }
        return daily;
    }
}
