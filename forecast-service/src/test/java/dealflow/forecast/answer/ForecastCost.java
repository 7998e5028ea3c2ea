package dealflow.forecast.answer;

import com.sun.management.ThreadMXBean;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.ManyTracks;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Memo;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Model;
import dealflow.forecast.past.PastForecast;
import dealflow.forecast.past.PastForecaster;
import dealflow.forecast.past.PastForecasts;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What each step of a forecast of a past moment costs, in one thread, without database and HTTP: seconds of a processor, and what is
 * allocated. {@code deploy/benchmark/run ForecastCost 100000}.
 */
public final class ForecastCost {

    private static final int LAST_DAYS = 730;
    private static final int MONTHS = 12;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Image image;
    private Map<String, double[]> costs = new LinkedHashMap<>();
    private int turns;
    private double sum;

    private ForecastCost(Image image) {
        this.image = image;
    }

    /** @param arguments how many deals, 100,000 unless given; and of how many moments, 8 unless given */
    public static void main(String[] arguments) {
        var deals = arguments.length < 1 ? 100_000 : Integer.parseInt(arguments[0]);
        var moments = arguments.length < 2 ? 8 : Integer.parseInt(arguments[1]);
        var owners = deals <= 10_000 ? 40 : deals <= 100_000 ? 200 : 500;
        // The same moments in each run, so that sums of answers may be compared.
        var now = Instant.parse("2026-11-30T12:00:00Z");
        var cost = new ForecastCost(ManyTracks.image(deals, owners, now));
        var random = new Random(17);
        for (var i = 0; i < moments + 2; i++) {
            cost.ask(now.minus(Duration.ofSeconds(1 + random.nextInt(LAST_DAYS * 86_400))));
            if (i == 1) {
                // The first two have warmed up.
                cost.costs = new LinkedHashMap<>();
                cost.turns = 0;
            }
        }
        cost.print(deals);
    }

    private void print(int deals) {
        System.out.printf("%,d deals, %d moments%n", deals, turns);
        costs.forEach((what, cost) ->
                System.out.printf("%-32s %7.3f s %7.0f MB%n", what, cost[0] / turns / 1e9, cost[1] / turns / 1e6));
        System.out.println("sum of all answers: " + sum);
    }

    private void ask(Instant asOf) {
        turns++;
        var pipeline = ManyTracks.pipeline();
        var history = timed("history", () -> TrainingData.of(image, pipeline, asOf));
        var estimates = timed("estimates", () -> Estimates.of(history));
        var past = past(timed("past day, besides", () -> PastForecaster.of(estimates)));
        var model = timed("estimates and weights", () -> Model.fit(history, past));
        var set = new InformationSet(pipeline, asOf, asOf, model, new Memo());
        for (var measure : Measure.values()) {
            var question = new Question(Scope.ALL, measure, Interval.MONTH, set.today(), MONTHS, null);
            if (measure == Measure.RECEIPTS) {
                timed("habits", set::behaviour);
            }
            var series = timed("series of " + measure, () -> set.measured(measure, Scope.ALL));
            timed("windows of " + measure, () -> new Forecaster(model, series).forecast(question))
                    .periods()
                    .forEach(period ->
                            sum += period.total().expected() + period.total().p90());
        }
        var question = new Question(Scope.ALL, Measure.BOOKINGS, Interval.MONTH, set.today(), MONTHS, Label.OWNER);
        var groups = timed("series by owner", () -> set.grouped(Measure.BOOKINGS, Scope.ALL, Label.OWNER));
        timed("windows by owner", () -> Forecaster.parts(model, question, groups))
                .values()
                .forEach(own ->
                        own.periods().forEach(period -> sum += period.total().expected()));
    }

    /** The same forecast of each day: how good they were is not what this is about. */
    private static PastForecasts past(PastForecast said) {
        return days -> days.stream()
                .map(day -> new PastForecast(
                        day, said.wins(), said.bookings(), said.receipts(), said.owed(), said.counts()))
                .toList();
    }

    private <T> T timed(String what, Supplier<T> work) {
        var thread = Thread.currentThread().getId();
        var began = threads.getCurrentThreadCpuTime();
        var allocated = threads.getThreadAllocatedBytes(thread);
        var result = work.get();
        var cost = costs.computeIfAbsent(what, key -> new double[2]);
        cost[0] += threads.getCurrentThreadCpuTime() - began;
        cost[1] += threads.getThreadAllocatedBytes(thread) - allocated;
        return result;
    }
}
