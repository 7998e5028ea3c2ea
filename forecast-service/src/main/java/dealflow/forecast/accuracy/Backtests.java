package dealflow.forecast.accuracy;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Images;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.Models;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs backtests beside the answers, one at a time in each replica, and keeps what they found. */
@ApplicationScoped
public class Backtests {

    /** Two years of months, or half a year of weeks. */
    static final int ORIGINS = 24;

    private static final Logger LOG = Logger.getLogger(Backtests.class);
    private static final Duration FRESH = Duration.ofDays(1);
    private static final int HORIZONS = 4;
    private static final long STOP_SECONDS = 5;

    private final Models models;
    private final Images images;
    private final BacktestTable table;
    private final AccuracyEvents events;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "backtest");
        thread.setDaemon(true);
        return thread;
    });

    Backtests(Models models, Images images, BacktestTable table, AccuracyEvents events) {
        this.models = models;
        this.images = images;
        this.table = table;
        this.events = events;
    }

    /** Up to when the events are read; null before the first was. */
    public Instant freshAsOf() {
        return images.latest().freshAsOf();
    }

    /**
     * Orders one.
     *
     * @param horizons how many periods ahead
     * @param key the same one again from the same caller answers with the same job; may be null
     */
    public BacktestJob order(
            Pipeline pipeline, Measure measure, CalendarInterval interval, int horizons, String caller, String key) {
        return table.insert(pipeline.key(), measure, interval, horizons, caller, key)
                .map(id -> {
                    worker.execute(() -> run(id, pipeline, measure, interval, horizons));
                    return table.find(pipeline.key(), id).orElseThrow();
                })
                .orElseGet(() -> table.byKey(caller, key).orElseThrow());
    }

    public Optional<BacktestJob> find(Pipeline pipeline, UUID id) {
        return table.find(pipeline.key(), id);
    }

    /** The latest one that is done, or else one under way; when there is none of today, one is begun. */
    public BacktestJob latest(Pipeline pipeline, Measure measure, CalendarInterval interval) {
        var done = table.latest(pipeline.key(), measure, interval);
        var old =
                done.isEmpty() || done.get().finishedAt().isBefore(Instant.now().minus(FRESH));
        var running = old ? table.running(pipeline.key(), measure, interval) : Optional.<BacktestJob>empty();
        if (old && running.isEmpty()) {
            running = Optional.of(order(pipeline, measure, interval, HORIZONS, "forecast-service", null));
        }
        return done.orElseGet(running::orElseThrow);
    }

    private void run(UUID id, Pipeline pipeline, Measure measure, CalendarInterval interval, int horizons) {
        try {
            var known = models.of(pipeline, Instant.now());
            var rolling =
                    new RollingOrigin(known.model().history(), models.past(pipeline), measure, interval, horizons);
            var origins = rolling.origins(ORIGINS);
            table.progress(id, 0, origins.size());
            var found = rolling.run(origins, done -> table.progress(id, done, origins.size()));
            table.done(id, found, transaction -> {
                if (interval == Interval.MONTH && horizons == HORIZONS) {
                    events.append(transaction, pipeline, id, measure, found);
                }
            });
        } catch (RuntimeException e) {
            if (worker.isShutdown()) {
                return;
            }
            LOG.errorf(e, "The backtest %s of %s failed", id, pipeline.key());
            failed(id);
        }
    }

    /** Where not even that can be noted, the job counts as failed when it has not moved for ten minutes. */
    private void failed(UUID id) {
        try {
            table.failed(id, "the service failed; its log says why");
        } catch (RuntimeException e) {
            LOG.errorf(e, "That the backtest %s failed could not be noted", id);
        }
    }

    /** While what a job writes to is still there; one that is cut off counts as failed soon, and another replica begins it again. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("A backtest is cut off");
        }
    }
}
