package dealflow.forecast.model;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.CommonFactor;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.past.PastForecast;
import dealflow.forecast.past.PastForecaster;
import dealflow.forecast.past.PastForecasts;
import dealflow.forecast.receipts.PaymentBehaviour;
import dealflow.forecast.survival.Mixture;
import dealflow.forecast.survival.WinTimeModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The model of one pipeline as known at the start of a day: the estimators combined as their own past forecasts deserve.
 * Immutable, so that it may be kept and shared.
 */
public final class Model {

    /** The questions by which estimators are compared: weeks and months ahead, side by side. */
    private static final List<Window> TESTS = List.of(
            new Window(0, 7),
            new Window(7, 14),
            new Window(14, 21),
            new Window(21, 28),
            new Window(0, 30),
            new Window(30, 60),
            new Window(60, 90));

    private static final int CALIBRATIONS = 50;

    private final Estimates estimates;
    private final Backtest backtest;
    private final double[] weights;
    private final int wins;
    private final ExpectedWins expectedWins;
    private final Map<Asked, Calibration> calibrations = ComputationCache.atMost(CALIBRATIONS);
    private final Map<Asked, List<PastError>> errors = ComputationCache.atMost(CALIBRATIONS);
    private final Map<Window, Double> countDrifts = ComputationCache.atMost(CALIBRATIONS);
    private PaymentBehaviour behaviour;
    private PastForecast now;

    private Model(Estimates estimates, Backtest backtest, double[] weights) {
        this.estimates = estimates;
        this.backtest = backtest;
        this.weights = weights;
        this.wins = estimates.history().wins();
        this.expectedWins = bookings(estimates, weights, times -> times);
    }

    /** As known at the start of the last day of a history that stands by itself. */
    public static Model fit(TrainingData history) {
        return fit(history, PastForecasts.of(history));
    }

    public static Model fit(TrainingData history, PastForecasts past) {
        return weighed(Estimates.of(history), past);
    }

    /** The same estimates, when more past days have been worked out. */
    Model reweighed(PastForecasts past) {
        var model = weighed(estimates, past);
        synchronized (this) {
            model.behaviour = behaviour;
            model.now = now;
        }
        return model;
    }

    private static Model weighed(Estimates estimates, PastForecasts past) {
        var history = estimates.history();
        var backtest = new Backtest(history, estimates.amounts(), history.today(), past);
        var candidates = new ArrayList<List<Backtest.Case>>();
        var first = estimates.firstCandidate();
        for (var i = first; i < estimates.candidates().size(); i++) {
            var alone = new double[estimates.candidates().size()];
            alone[i] = 1;
            candidates.add(backtest.cases(TESTS, Measure.BOOKINGS, alone));
        }
        var weights = new double[estimates.candidates().size()];
        System.arraycopy(Combination.weights(candidates), 0, weights, first, candidates.size());
        return new Model(estimates, backtest, weights);
    }

    /** About how much memory it takes. */
    long bytes() {
        return history().bytes()
                + PaymentBehaviour.bytes(history().lives().size())
                + Estimates.bytes(history().stages());
    }

    /** The same of one that is to be fitted. */
    static long bytes(Image image, Pipeline pipeline, Instant asOf) {
        return TrainingData.bytes(image, pipeline, asOf)
                + PaymentBehaviour.bytes(image.of(pipeline).packed().length)
                + Estimates.bytes(pipeline.funnelStages().size());
    }

    /** How many past days the weights and widths stand on, and on how many they should. */
    public Backtest backtest() {
        return backtest;
    }

    public Estimates estimates() {
        return estimates;
    }

    /** How many deals were won. */
    public int wins() {
        return wins;
    }

    public TrainingData history() {
        return estimates.history();
    }

    /** What each of {@link Estimates#candidates} weighs; the weights sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    public ExpectedWins bookings() {
        return expectedWins;
    }

    /** As it would be if deals were won at other times. */
    public ExpectedWins bookings(UnaryOperator<WinTimeModel> supposed) {
        return bookings(estimates, weights, supposed);
    }

    private record Asked(Measure measure, List<Window> windows) {}

    /** How wide the intervals of these windows must be; kept, as every scope asks for the same ones. */
    public Calibration calibration(Measure measure, List<Window> windows) {
        return calibrations.computeIfAbsent(
                new Asked(measure, List.copyOf(windows)),
                asked -> Calibration.of(
                        asked.windows,
                        exposed(asked),
                        past(measure, asked.windows.stream().distinct().toList())));
    }

    /** By how much the past forecasts of these windows have erred; kept like their widths. */
    List<PastError> errors(Measure measure, List<Window> windows) {
        var distinct = windows.stream().distinct().toList();
        return errors.computeIfAbsent(
                new Asked(measure, List.copyOf(windows)),
                asked -> PastError.of(distinct, calibration(measure, windows), past(measure, distinct)));
    }

    /**
     * The standard deviation of the drift of how many are won in a window. Numbers vary less by chance than amounts, which hide it, so that
     * their own past errors tell it.
     */
    public double countDrift(Window window) {
        return countDrifts.computeIfAbsent(window, asked -> CommonFactor.deviation(counted(asked)));
    }

    private List<CommonFactor.Case> counted(Window window) {
        var past = backtest.wins(List.of(window), weights).stream()
                .sorted(Comparator.comparingInt(Backtest.Case::origin))
                .toList();
        return IntStream.range(0, past.size())
                .mapToObj(i -> {
                    var item = past.get(i);
                    var apart = i + 1 < past.size() ? past.get(i + 1).origin() - item.origin() : window.days();
                    var total = item.total();
                    return new CommonFactor.Case(
                            CommonFactor.weight(window.days(), apart),
                            total.forecast().mean(),
                            total.forecast().variance(),
                            total.actual());
                })
                .toList();
    }

    private double[] exposed(Asked asked) {
        if (asked.measure == Measure.BOOKINGS) {
            return asked.windows.stream().mapToDouble(window -> 1).toArray();
        }
        var receipts = PastForecast.Sums.mixed(now().receipts(), weights);
        return asked.windows.stream()
                .mapToDouble(window -> now().exposed(receipts, window))
                .toArray();
    }

    /** What this model would have said on past days in the same windows, and what came. */
    List<Backtest.Case> past(Measure measure, List<Window> windows) {
        return backtest.cases(windows, measure, weights);
    }

    /** How the pipeline's orders are paid. */
    public synchronized PaymentBehaviour behaviour() {
        if (behaviour == null) {
            behaviour = PaymentBehaviour.of(history());
        }
        return behaviour;
    }

    private synchronized PastForecast now() {
        if (now == null) {
            now = PastForecaster.of(estimates, behaviour().ofAllCustomers());
        }
        return now;
    }

    private static ExpectedWins bookings(Estimates estimates, double[] weights, UnaryOperator<WinTimeModel> supposed) {
        var parts = new ArrayList<Mixture.Part>();
        for (var i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                parts.add(new Mixture.Part(estimates.candidates().get(i), weights[i]));
            }
        }
        return new ExpectedWins(estimates, supposed.apply(new Mixture(parts)));
    }
}
