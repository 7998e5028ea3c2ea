package dealflow.forecast.answer;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.PredictiveDistribution;
import dealflow.forecast.notice.Gaps;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        List<Notice> warnings)
        implements ComputationCache.Sized {

    /** {@code from} inclusive, {@code to} exclusive; amounts in the pipeline's currency. */
    public record Period(
            String name,
            LocalDate from,
            LocalDate to,
            DayTotals.Total closed,
            PredictiveDistribution distribution,
            BaselineForecasts naive) {

        /** What came and what is to come. */
        public Quantiles total() {
            return distribution.total().plus(closed.amount());
        }

        public Quantiles open() {
            return distribution.open();
        }

        public Quantiles fresh() {
            return distribution.fresh();
        }

        public int closedCount() {
            return closed.count();
        }

        public double closedAmount() {
            return closed.amount();
        }

        /** The chance, of the population of all these deals, that the period reaches an amount. */
        public double reaches(double amount) {
            return distribution.reaches(amount - closed.amount());
        }
    }

    /** The same with what is to come in one period, of one of its two lists. */
    Forecast with(List<Period> list, int place, PredictiveDistribution distribution) {
        var changed = new ArrayList<>(list);
        var period = list.get(place);
        changed.set(
                place,
                new Period(period.name(), period.from(), period.to(), period.closed(), distribution, period.naive()));
        return new Forecast(
                list == periods ? changed : periods,
                list == cumulative ? changed : cumulative,
                openDeals,
                openAmount,
                wins,
                calibrated,
                resolved,
                covered,
                warnings);
    }

    /** What is to be known of some deals, and of what came of them on days {@code [from, to)} since the epoch. */
    public static List<Notice> warnings(RevenueSeries revenue, int from, int to) {
        var warnings = new ArrayList<>(revenue.warnings());
        var without = revenue.withoutAmount(from, to);
        if (without > 0) {
            warnings.add(new Notice(
                    NoticeCode.ORDERS_WITHOUT_AMOUNT,
                    "%s: 0.00 stands for each in what is closed and in the simpler methods"
                            .formatted(Gaps.without(without, "order")),
                    NoticeValues.ofCount(without)));
        }
        return warnings;
    }

    /** Whether there are deals that are open, or closed in the first period. */
    public boolean isAtWork() {
        return openDeals > 0 || periods.get(0).closedCount() > 0;
    }

    /** Below this many open deals a chance would be that of single ones. */
    private static final int POPULATION = 10;

    /** Whether so many deals are open that something may be said of the chance of all of them together. */
    public boolean isPopulation() {
        return isPopulation(openDeals);
    }

    public static boolean isPopulation(int openDeals) {
        return openDeals >= POPULATION;
    }

    /**
     * How far a period is on the way to its target.
     *
     * @param gap what is expected to be missing; below 0 where more is expected
     * @param coverage the amount of the open deals by what is missing today; null where nothing is
     * @param chance of all deals together to reach it; null where they are too few, or a part of which that is not drawn
     */
    public record Progress(double gap, Double coverage, Double chance) {}

    public Progress progress(Period period, double target) {
        var missing = target - period.closed().amount();
        return new Progress(
                target - period.total().expected(),
                missing <= 0 ? null : Double.valueOf(openAmount / missing),
                !isPopulation() || !period.distribution().knowsChances()
                        ? null
                        : Double.valueOf(period.reaches(target)));
    }

    @Override
    public long bytes() {
        return Stream.concat(periods.stream(), cumulative.stream())
                .mapToLong(period -> 300 + period.distribution.bytes())
                .sum();
    }
}
