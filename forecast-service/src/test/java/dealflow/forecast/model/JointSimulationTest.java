package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.notice.Notice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of several pipelines against a simulated truth, in which they have swings in common. */
class JointSimulationTest {

    private static final List<Window> MONTHS = List.of(new Window(0, 28), new Window(28, 56), new Window(56, 84));
    private static final double[] INFLOW = {30, 12, 8};
    private static final double[] AMOUNT = {1, 4, 2};
    private static final int WEEKS = 130;
    private static final double SWING = 0.25;

    /** What is expected of a pipeline whose level is known, and never what it will be. */
    private record Steady(Moments week) implements RevenueSeries {

        @Override
        public Moments open(Window window) {
            return of(window, 0.6);
        }

        @Override
        public Moments fresh(Window window, int begin, int end) {
            return of(window, 0.4);
        }

        private Moments of(Window window, double share) {
            var weeks = window.days() / 7.0 * share;
            return new Moments(weeks * week.count(), weeks * week.mean(), weeks * week.variance());
        }

        @Override
        public DayTotals.Total closed(int from, int to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MonteCarlo.Lump> lumps(Window window) {
            return List.of();
        }

        @Override
        public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int openDeals() {
            return 100;
        }

        @Override
        public double openAmount() {
            return 0;
        }

        @Override
        public double begins(int begin, int end) {
            return 0;
        }

        @Override
        public List<Notice> warnings() {
            return List.of();
        }
    }

    /** Exponential amounts: the mean square is twice the squared mean. */
    private static Steady steady(int pipeline) {
        var count = INFLOW[pipeline];
        var amount = AMOUNT[pipeline];
        return new Steady(new Moments(count, count * amount, count * 2 * amount * amount));
    }

    /**
     * What comes in each week: a compound Poisson number whose rate swings about its level, as an autoregressive process whose half-life is seven weeks,
     * of which a part is common.
     *
     * @return {@code [pipeline][week][deals that were open | that were not]}
     */
    private static double[][][] truth(double common, double swing, Random random) {
        var pipelines = INFLOW.length;
        var came = new double[pipelines][WEEKS][2];
        var states = new double[pipelines + 1];
        for (var i = 0; i <= pipelines; i++) {
            states[i] = random.nextGaussian();
        }
        for (var week = 0; week < WEEKS; week++) {
            for (var i = 0; i <= pipelines; i++) {
                states[i] = 0.9 * states[i] + Math.sqrt(1 - 0.81) * random.nextGaussian();
            }
            for (var i = 0; i < pipelines; i++) {
                var state = Math.sqrt(common) * states[pipelines] + Math.sqrt(1 - common) * states[i];
                var rate = INFLOW[i] * Math.exp(swing * state - swing * swing / 2);
                came[i][week][0] = compound(0.6 * rate, AMOUNT[i], random);
                came[i][week][1] = compound(0.4 * rate, AMOUNT[i], random);
            }
        }
        return came;
    }

    private static double compound(double mean, double amount, Random random) {
        var sum = 0.0;
        for (var at = -Math.log(random.nextDouble()); at < mean; at -= Math.log(random.nextDouble())) {
            sum -= amount * Math.log(random.nextDouble());
        }
        return sum;
    }

    private static double between(double[][] weeks, int first, Window window, int part) {
        return IntStream.range(first + window.from() / 7, first + window.to() / 7)
                .mapToDouble(week -> weeks[week][part])
                .sum();
    }

    /** As those of {@link Backtest}: weekly for 16 weeks, and before that each fourth. */
    private static List<Backtest.Case> past(double[][] weeks, Steady expected, int today) {
        var cases = new ArrayList<Backtest.Case>();
        for (var back = 1; back <= 104 && back <= today; back++) {
            var origin = today - back;
            if (back > 16 && back % 4 != 0) {
                continue;
            }
            for (var window : MONTHS) {
                if (origin + window.to() / 7 <= today) {
                    cases.add(new Backtest.Case(
                            7 * origin,
                            window,
                            1,
                            new Backtest.Part(expected.open(window), between(weeks, origin, window, 0)),
                            new Backtest.Part(expected.fresh(window), between(weeks, origin, window, 1))));
                }
            }
        }
        return cases;
    }

    /** How often what came lay between p10 and p90. */
    private static final class Held {
        private int together, added, independent, alike, single, all;
        private double correlation;

        private double share(int held) {
            return held / (double) all;
        }

        @Override
        public String toString() {
            return "drawn together %.3f, percentiles added %.3f, each for itself %.3f, one drift %.3f, single pipelines %.3f, correlation %.2f"
                    .formatted(
                            share(together),
                            share(added),
                            share(independent),
                            share(alike),
                            share(single) / INFLOW.length,
                            correlation / all);
        }
    }

    /** @param others whether the other ways to draw stand beside it */
    private static Held held(double common, int replications, long seed, boolean others) {
        var random = new Random(seed);
        var held = new Held();
        var today = WEEKS - 12;
        var steady = IntStream.range(0, INFLOW.length)
                .mapToObj(JointSimulationTest::steady)
                .toList();
        for (var replication = 0; replication < replications; replication++) {
            var came = truth(common, SWING, random);
            var calibrations = new ArrayList<Calibration>();
            var errors = new ArrayList<List<PastError>>();
            for (var i = 0; i < INFLOW.length; i++) {
                var past = past(came[i], steady.get(i), today);
                var calibration = Calibration.of(MONTHS, new double[] {1, 1, 1}, past);
                calibrations.add(calibration);
                errors.add(PastError.of(MONTHS, calibration, past));
            }
            var learned = CommonDrift.of(errors).correlation();
            var window = MONTHS.get(replication % MONTHS.size());
            var actual = Stream.of(came).mapToDouble(own -> came(own, window)).toArray();
            var sum = DoubleStream.of(actual).sum();
            held.all++;
            held.correlation += learned;
            held.together += holds(total(draws(steady, window, calibrations, replication, learned)), sum);
            if (others) {
                held.independent += holds(total(draws(steady, window, calibrations, replication, 0)), sum);
                var alike = draws(steady, window, calibrations, replication, 1);
                held.alike += holds(total(alike), sum);
                var singles = alike.stream().map(draws -> total(List.of(draws))).toList();
                held.added += holds(
                        new Quantiles(
                                0,
                                singles.stream().mapToDouble(Quantiles::p10).sum(),
                                0,
                                singles.stream().mapToDouble(Quantiles::p90).sum()),
                        sum);
                for (var i = 0; i < actual.length; i++) {
                    held.single += holds(singles.get(i), actual[i]);
                }
            }
        }
        return held;
    }

    private static double came(double[][] weeks, Window window) {
        var today = WEEKS - 12;
        return between(weeks, today, window, 0) + between(weeks, today, window, 1);
    }

    private static List<Draws> draws(
            List<Steady> steady, Window window, List<Calibration> calibrations, int replication, double correlation) {
        return IntStream.range(0, steady.size())
                .mapToObj(i -> JointSimulation.draw(
                        steady.get(i),
                        window,
                        calibrations.get(i).of(window),
                        1_000L * replication + i * 1_000_000_007L,
                        Simulation.drift(window, 1_000L * replication),
                        correlation))
                .toList();
    }

    private static Quantiles total(List<Draws> draws) {
        return PredictiveDistribution.of(
                        draws.stream().reduce(Draws::plus).orElseThrow().times(1), true)
                .total();
    }

    private static int holds(Quantiles quantiles, double actual) {
        return actual >= quantiles.p10() && actual <= quantiles.p90() ? 1 : 0;
    }

    /** Neither do percentiles that are added hold what they claim, nor those of pipelines that are each drawn for itself. */
    @Test
    void fourOfFiveOutcomesLieBetweenP10AndP90OfTheWhole() {
        var held = held(0.7, 400, 11, true);
        assertThat(held.share(held.together)).as(held.toString()).isBetween(0.75, 0.85);
        assertThat(held.share(held.added)).as(held.toString()).isGreaterThan(0.9);
        assertThat(held.share(held.alike)).as(held.toString()).isGreaterThan(0.87);
        assertThat(held.share(held.independent)).as(held.toString()).isLessThan(0.75);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 12", "1.0, 14"})
    void soTheyDoWhereLessOrAllIsCommon(double common, long seed) {
        var held = held(common, 160, seed, false);
        assertThat(held.share(held.together)).as(held.toString()).isBetween(0.75, 0.85);
    }

    @Test
    void onePipelineAloneIsDrawnAsEver() {
        var steady = steady(0);
        var width = Calibration.of(MONTHS, new double[] {1, 1, 1}, List.of()).of(MONTHS.get(1));
        var alone = PredictiveDistribution.of(steady, MONTHS.get(1), Simulation.of(MONTHS.get(1), width, 5, true));
        var together = PredictiveDistribution.of(
                JointSimulation.draw(steady, MONTHS.get(1), width, 5, Simulation.drift(MONTHS.get(1), 5), 1), true);
        assertThat(together.total()).isEqualTo(alone.total());
        assertThat(together.open()).isEqualTo(alone.open());
        assertThat(together.draws()).isEqualTo(alone.draws());
    }

    /** By hand: the mean product of errors over that of drifts, with half of four typical cases beside it. */
    @Test
    void theCommonDriftIsLearnedFromErrorsOfTheSameDayAndWindow() {
        var one = List.of(
                new PastError(0, 0, 1, 0.2, 0.2, 0.3),
                new PastError(7, 0, 1, -0.2, 0.2, 0.3),
                new PastError(7, 1, 1, 0.3, 0.2, 0.3));
        var other = List.of(
                new PastError(0, 0, 1, 0.1, 0.1, 0.2),
                new PastError(7, 0, 0.5, -0.1, 0.1, 0.2),
                new PastError(14, 1, 1, 9, 0.1, 0.2));
        var learned = CommonDrift.of(List.of(one, other));
        assertThat(learned.cases()).isEqualTo(2);
        assertThat(learned.correlation())
                .isCloseTo((1.5 * 0.02 + 4 * 0.5 * 0.02) / (1.5 * 0.02 + 4 * 0.02), within(1e-12));
        assertThat(CommonDrift.of(List.of(one)).correlation()).isEqualTo(1);
        assertThat(CommonDrift.of(List.of(List.of(), List.of())).correlation()).isEqualTo(0.5);
    }
}
