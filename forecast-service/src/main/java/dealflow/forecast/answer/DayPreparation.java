package dealflow.forecast.answer;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.edge.lifecycle.EndsWithService;
import dealflow.edge.lifecycle.RunningJobs;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.Images;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Computations;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.Backtest;
import dealflow.forecast.model.Models;
import dealflow.forecast.past.ForecastLedger;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Fits each pipeline's model when its day begins or the service starts, and answers what is asked most, before anybody asks; and has all
 * past days worked out that are not, or whose history has changed.
 */
@ApplicationScoped
class DayPreparation {

    private static final Logger LOG = Logger.getLogger(DayPreparation.class);

    /** A service with very many pipelines answers before all are prepared. */
    private static final Duration READY_AFTER = Duration.ofSeconds(10);

    private final Images images;
    private final Models models;
    private final ForecastLedger ledger;
    private final Forecasts forecasts;
    private final RunningJobs jobs;
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();
    private volatile Instant loadedAt;
    private volatile boolean isPrepared;

    DayPreparation(Images images, Models models, ForecastLedger ledger, Forecasts forecasts, RunningJobs jobs) {
        this.images = images;
        this.models = models;
        this.ledger = ledger;
        this.forecasts = forecasts;
        this.jobs = jobs;
    }

    /**
     * @param mark of all that had happened before the day
     * @param ownFields of the company's, by which deals are told apart
     */
    private record Prepared(int today, long mark, DimensionFields ownFields) {}

    void start(@Observes StartupEvent event) {
        images.whenLoaded(() -> {
            loadedAt = Instant.now();
            try {
                prepare();
            } finally {
                isPrepared = true;
            }
        });
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck preparation() {
        return () -> HealthCheckResponse.named("the day is prepared")
                .status(isPrepared
                        || loadedAt != null && loadedAt.plus(READY_AFTER).isBefore(Instant.now()))
                .build();
    }

    @EndsWithService
    @Scheduled(
            every = "{dealflow.forecast.prepare-every}",
            delayed = "{dealflow.forecast.prepare-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prepareDays() {
        if (isPrepared) {
            prepare();
        }
    }

    @EndsWithService
    void prepare() {
        var image = images.latest();
        for (var pipeline : image.pipelines().values()) {
            if (jobs.isEnding()) {
                return;
            }
            try {
                prepare(image, pipeline);
            } catch (RuntimeException e) {
                if (!jobs.isEnding()) {
                    LOG.errorf(e, "The day of %s could not be prepared; the first question does it", pipeline.key());
                }
            }
        }
    }

    private void answerFirst(Image image, Pipeline pipeline, Instant now) {
        var known = models.of(pipeline, now);
        // As whoever asks without parameters.
        for (var measure : Measure.values()) {
            forecasts.forecast(
                    known, new Question(Scope.ALL, measure, Interval.MONTH, known.today(), Question.PERIODS, null));
        }
        ledger.keep(image, pipeline, Backtest.mondays(known.model().history()));
    }

    private void prepare(Image image, Pipeline pipeline) {
        var now = Instant.now();
        var today = TrainingData.today(pipeline, now);
        var is = new Prepared(today, image.of(pipeline).marks().before(today), image.ownFields());
        if (!is.equals(prepared.get(pipeline.key()))) {
            Computations.letPass(() -> answerFirst(image, pipeline, now));
            prepared.put(pipeline.key(), is);
        }
    }
}
