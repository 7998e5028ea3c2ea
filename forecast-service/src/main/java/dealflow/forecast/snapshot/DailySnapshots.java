package dealflow.forecast.snapshot;

import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.history.Histories;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Keeps each pipeline's forecast once a day; any replica may, and a day that all were away for is left out. */
@ApplicationScoped
class DailySnapshots {

    private final Histories histories;
    private final Forecasts forecasts;
    private final Snapshots snapshots;

    DailySnapshots(Histories histories, Forecasts forecasts, Snapshots snapshots) {
        this.histories = histories;
        this.forecasts = forecasts;
        this.snapshots = snapshots;
    }

    @Scheduled(
            every = "{dealflow.forecast.snapshots-every}",
            delayed = "{dealflow.forecast.snapshots-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void take() {
        for (var key : histories.pipelines()) {
            histories
                    .pipeline(key)
                    .ifPresent(pipeline -> snapshots.takeDaily(forecasts.known(pipeline, Instant.now())));
        }
    }
}
