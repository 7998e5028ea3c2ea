package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/** What came, what the open deals will bring and what deals not yet begun will bring, by period. */
public record Forecast(
        List<Period> periods,
        List<Period> cumulative,
        int openDeals,
        double openAmount,
        int wins,
        boolean calibrated,
        int resolved,
        Double covered,
        List<String> warnings) {

    /** {@code from} inclusive, {@code to} exclusive; amounts in the pipeline's currency. */
    public record Period(
            String name, LocalDate from, LocalDate to, DayTotals.Total closed, Outlook ahead, Naive naive) {

        /** What came and what is to come. */
        public Spread total() {
            return ahead.total().plus(closed.amount());
        }

        public Spread open() {
            return ahead.open();
        }

        public Spread fresh() {
            return ahead.fresh();
        }

        public int closedCount() {
            return closed.count();
        }

        public double closedAmount() {
            return closed.amount();
        }

        /** The chance, of the population of all these deals, that the period reaches an amount. */
        public double reaches(double amount) {
            return ahead.reaches(amount - closed.amount());
        }
    }

    /** Below this many open deals a chance would be that of single ones. */
    private static final int POPULATION = 10;

    /**
     * How far a period is on the way to its target.
     *
     * @param gap what is expected to be missing; below 0 where more is expected
     * @param coverage the amount of the open deals by what is missing today; null where nothing is
     * @param chance of all deals together to reach it; null where they are too few
     */
    public record Progress(double gap, Double coverage, Double chance) {}

    public Progress progress(Period period, double target) {
        var missing = target - period.closed().amount();
        return new Progress(
                target - period.total().expected(),
                missing <= 0 ? null : Double.valueOf(openAmount / missing),
                openDeals < POPULATION ? null : Double.valueOf(period.reaches(target)));
    }

    /** What simpler methods say; null where the history does not reach back far enough. */
    public record Naive(Double lastPeriod, Double meanOfThree, Double stageWeighted) {}
}
