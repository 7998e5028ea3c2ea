package dealflow.forecast.accuracy;

import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Quantiles;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How good forecasts have been, by how many periods they looked ahead: the same question asked at the beginning of past periods,
 * from what was known then.
 *
 * @param first the first origin; null where the history is too short for any
 * @param last the last one
 * @param horizons from one period ahead on; those without a forecast that has come to its end are left out
 * @param overall all horizons together; null where there are none
 */
public record AccuracyReport(LocalDate first, LocalDate last, int origins, List<Horizon> horizons, Horizon overall) {

    /** Of nothing. */
    public static final AccuracyReport NONE = new AccuracyReport(null, null, 0, List.of(), null);

    /**
     * @param ahead 1 for the period that begins at the origin; 0 for all together
     * @param forecasts how many have come to their end
     * @param open of the deals open at the origin only
     */
    public record Horizon(int ahead, int forecasts, Score open, Score total, BaselineScores baselines) {

        /** The simplest method that erred less than the model; null where none did. */
        public String better() {
            var best = total.wape();
            String name = null;
            for (var rival : baselines.named()) {
                if (rival.score() != null
                        && best != null
                        && rival.score().wape() != null
                        && rival.score().wape() < best) {
                    best = rival.score().wape();
                    name = rival.name();
                }
            }
            return name;
        }
    }

    /**
     * Errors in proportion to what came.
     *
     * @param wape the sum of the absolute errors over the sum of what came; null where nothing came
     * @param bias the sum of forecast less what came, over the same; above 0 where too much was promised
     * @param coverage the share that p10 to p90 held; null for methods without intervals
     */
    public record Score(@Nullable Double wape, @Nullable Double bias, @Nullable Double coverage) {}

    /** Simpler methods on the same periods; null where one of them could not answer all of these. */
    public record BaselineScores(
            @Nullable Score lastPeriod, @Nullable Score meanOfThree, @Nullable Score stageWeighted) {

        List<Named> named() {
            return List.of(
                    new Named("lastPeriod", lastPeriod),
                    new Named("meanOfThree", meanOfThree),
                    new Named("stageWeighted", stageWeighted));
        }
    }

    record Named(String name, Score score) {}

    /**
     * One forecast and what came.
     *
     * @param actuals {@code [0]} of the deals that were there at the origin, {@code [1]} of all others
     */
    record Outcome(int ahead, Quantiles open, Quantiles total, BaselineForecasts naive, double[] actuals) {

        private double all() {
            return actuals[0] + actuals[1];
        }
    }

    static AccuracyReport of(List<LocalDate> origins, List<Outcome> outcomes, int horizons) {
        var byHorizon = new ArrayList<Horizon>();
        for (var ahead = 1; ahead <= horizons; ahead++) {
            var at = ahead;
            var own = outcomes.stream().filter(outcome -> outcome.ahead == at).toList();
            if (!own.isEmpty()) {
                byHorizon.add(horizon(at, own));
            }
        }
        return new AccuracyReport(
                origins.isEmpty() ? null : origins.get(0),
                origins.isEmpty() ? null : origins.get(origins.size() - 1),
                origins.size(),
                byHorizon,
                outcomes.isEmpty() ? null : horizon(0, outcomes));
    }

    private static Horizon horizon(int ahead, List<Outcome> outcomes) {
        var open = new Errors();
        var total = new Errors();
        var last = new Errors();
        var mean = new Errors();
        var weighted = new Errors();
        for (var outcome : outcomes) {
            open.add(outcome.open, outcome.actuals[0]);
            total.add(outcome.total, outcome.all());
            last.add(outcome.naive.lastPeriod(), outcome.all());
            mean.add(outcome.naive.meanOfThree(), outcome.all());
            weighted.add(outcome.naive.stageWeighted(), outcome.all());
        }
        return new Horizon(
                ahead,
                outcomes.size(),
                open.score(),
                total.score(),
                new BaselineScores(last.score(), mean.score(), weighted.score()));
    }

    private static final class Errors {
        private double absolute;
        private double signed;
        private double actuals;
        private int held;
        private int count;
        private boolean intervals;
        private boolean unanswered;

        void add(Quantiles forecast, double outcome) {
            intervals = true;
            held += forecast.p10() <= outcome && outcome <= forecast.p90() ? 1 : 0;
            add(Double.valueOf(forecast.expected()), outcome);
        }

        void add(Double forecast, double outcome) {
            unanswered |= forecast == null;
            var error = Objects.requireNonNullElse(forecast, outcome) - outcome;
            absolute += Math.abs(error);
            signed += error;
            actuals += outcome;
            count++;
        }

        Score score() {
            if (unanswered) {
                return null;
            }
            return new Score(
                    actuals == 0 ? null : absolute / actuals,
                    actuals == 0 ? null : signed / actuals,
                    intervals ? held / (double) count : null);
        }
    }
}
