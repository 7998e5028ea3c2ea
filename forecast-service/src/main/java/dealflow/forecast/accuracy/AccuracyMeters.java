package dealflow.forecast.accuracy;

import dealflow.edge.lifecycle.EndsWithService;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.measure.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How good each pipeline's monthly forecasts of bookings have been, by the latest backtest, which is begun where there is none of the last day;
 * NaN where the history is too short for one.
 */
@ApplicationScoped
public class AccuracyMeters {

    private final PipelineDirectory pipelines;
    private final Backtests backtests;
    private final MultiGauge error;
    private final MultiGauge bias;
    private final MultiGauge coverage;

    AccuracyMeters(PipelineDirectory pipelines, Backtests backtests, MeterRegistry metrics) {
        this.pipelines = pipelines;
        this.backtests = backtests;
        error = MultiGauge.builder("dealflow.forecast.wape")
                .description("Sum of absolute errors over the sum of what came, 1 to 4 months ahead")
                .register(metrics);
        bias = MultiGauge.builder("dealflow.forecast.bias")
                .description("Sum of forecast less what came, over the same; above 0 where too much was promised")
                .register(metrics);
        coverage = MultiGauge.builder("dealflow.forecast.coverage")
                .description("Share of months that were between p10 and p90; 0.8 is right")
                .register(metrics);
    }

    @EndsWithService
    @Scheduled(
            every = "{dealflow.accuracy-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void look() {
        var jobs = pipelines.pipelines().stream()
                .flatMap(key -> pipelines.pipeline(key).stream())
                .map(pipeline -> backtests.latest(pipeline, Measure.BOOKINGS, Interval.MONTH))
                .toList();
        error.register(rows(jobs, AccuracyReport.Score::wape), true);
        bias.register(rows(jobs, AccuracyReport.Score::bias), true);
        coverage.register(rows(jobs, AccuracyReport.Score::coverage), true);
    }

    private static List<MultiGauge.Row<?>> rows(List<BacktestJob> jobs, Function<AccuracyReport.Score, Double> figure) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var job : jobs) {
            var overall = job.record() == null ? null : job.record().overall();
            var found = overall == null ? null : figure.apply(overall.total());
            rows.add(MultiGauge.Row.of(Tags.of("pipeline", job.pipeline()), found == null ? Double.NaN : found));
        }
        return rows;
    }
}
