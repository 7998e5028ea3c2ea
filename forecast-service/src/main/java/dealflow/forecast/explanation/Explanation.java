package dealflow.forecast.explanation;

import dealflow.forecast.load.ComputationCache;
import java.time.LocalDate;
import java.util.List;

/**
 * Where a forecast comes from. All of it is about populations: the deals of a stage, of an age, of an owner; nothing is said of
 * a single one.
 *
 * @param periods the expected amount of each period, divided in several ways
 * @param curves what was learned per stage, in the order of the funnel
 * @param estimators how much each estimator of the time of winning weighs
 * @param weekdays how busy each day of the week is, Monday first; 1 is a mean day
 * @param monthsOfQuarter the same of the first, second and third month of a quarter
 * @param dealsPerDay how many deals begin per day from today on, on the first day of each period
 */
public record Explanation(
        List<Period> periods,
        List<Curve> curves,
        List<Estimator> estimators,
        List<Double> weekdays,
        List<Double> monthsOfQuarter,
        List<Double> dealsPerDay)
        implements ComputationCache.Sized {

    @Override
    public long bytes() {
        var points = curves.stream().mapToLong(curve -> curve.points().size()).sum();
        return 80 * points + periods.stream().mapToLong(Period::bytes).sum();
    }

    /** The parts of each division add up to {@code open}, those of {@code newByStage} to {@code fresh}. */
    public record Period(
            String name,
            LocalDate from,
            LocalDate to,
            double open,
            double fresh,
            List<Part> byStage,
            List<Part> byAge,
            List<Part> byOwner,
            List<Part> byTeam,
            List<Part> newByStage) {

        private long bytes() {
            return 200 + 100L * (byStage.size() + byAge.size() + byOwner.size() + byTeam.size() + newByStage.size());
        }
    }

    /**
     * @param key null for deals without this label
     * @param deals how many open deals it comes from; null for deals not yet begun
     * @param amount what these are worth if all are won; null for deals not yet begun
     */
    public record Part(String key, Integer deals, Double amount, double expected) {}

    /** @param points by days in the stage */
    public record Curve(String stage, List<Point> points) {}

    /**
     * Daily hazards and what follows from them, of deals that have been so long in the stage.
     *
     * @param atRisk the sample: how many deals were seen there so long, older ones weighing less
     * @param movesOn the chance to go to any other stage on that day
     * @param wonWithin90Days of the population, by all ways from there
     */
    public record Point(int days, double atRisk, double movesOn, double won, double lost, double wonWithin90Days) {}

    public record Estimator(String name, int halfLifeDays, double weight) {}
}
