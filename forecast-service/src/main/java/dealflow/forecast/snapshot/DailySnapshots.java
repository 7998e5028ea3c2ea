package dealflow.forecast.snapshot;

import dealflow.edge.lifecycle.EndsWithService;
import dealflow.edge.lifecycle.RunningJobs;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.history.PipelineDirectory;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Keeps each pipeline's forecast once a day; any replica may, and a day that all were away for is left out. */
@ApplicationScoped
class DailySnapshots {

    private final PipelineDirectory pipelines;
    private final Forecasts forecasts;
    private final Snapshots snapshots;
    private final RunningJobs jobs;

    DailySnapshots(PipelineDirectory pipelines, Forecasts forecasts, Snapshots snapshots, RunningJobs jobs) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
        this.snapshots = snapshots;
        this.jobs = jobs;
    }

    @EndsWithService
    @Scheduled(
            every = "{dealflow.forecast.snapshots-every}",
            delayed = "{dealflow.forecast.snapshots-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void take() {
        for (var key : pipelines.pipelines()) {
            if (jobs.isEnding()) {
                return;
            }
            pipelines
                    .pipeline(key)
                    .ifPresent(pipeline -> snapshots.takeDaily(forecasts.known(pipeline, Instant.now())));
        }
    }
}
