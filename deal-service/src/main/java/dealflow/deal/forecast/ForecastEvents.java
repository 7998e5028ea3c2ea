package dealflow.deal.forecast;

import dealflow.contract.projection.Retryable;
import dealflow.deal.feed.EventsConfig;
import dealflow.deal.feed.Feed;
import dealflow.edge.lifecycle.EndsWithService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The events of the forecast that the feed has, each once: for as long as their topic keeps them, since they name people. */
@ApplicationScoped
class ForecastEvents {

    private static final Logger LOG = Logger.getLogger(ForecastEvents.class);

    @Inject
    Jdbi database;

    @Inject
    EventsConfig config;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    /** Gives those that it does not have their places, in one transaction. One that the database does not take is left out. */
    void add(List<ReceivedEvent> events) {
        database.useTransaction(transaction -> {
            Feed.holdPlaces(transaction);
            for (var event : events) {
                try {
                    transaction.savepoint("event");
                    add(transaction, event);
                } catch (JdbiException e) {
                    if (Retryable.is(e)) {
                        throw e;
                    }
                    transaction.rollbackToSavepoint("event");
                    leaveOut("%s %d of %s: %s"
                            .formatted(
                                    event.type(),
                                    event.event().sequence(),
                                    event.event().pipeline(),
                                    e.getMessage()));
                }
            }
        });
    }

    /** What is older than what is kept has been here, and was sent then. */
    private void add(Handle transaction, ReceivedEvent received) {
        var event = received.event();
        if (event.occurredAt().isBefore(clock.instant().minus(config.forecastsKeptFor()))) {
            return;
        }
        var added = transaction
                .createUpdate(
                        """
                        WITH placed AS (
                            INSERT INTO feed (type, pipeline, owners, teams) SELECT :type, :pipeline, :owners, :teams
                            WHERE NOT EXISTS (SELECT FROM forecast_event WHERE pipeline = :pipeline AND sequence = :sequence)
                            RETURNING position)
                        INSERT INTO forecast_event (position, pipeline, sequence, type, payload, occurred_at)
                        SELECT position, :pipeline, :sequence, :type, :payload, :occurredAt FROM placed
                        """)
                .bind("type", received.type())
                .bind("pipeline", event.pipeline())
                .bind("sequence", event.sequence())
                .bind("owners", received.owners().toArray(String[]::new))
                .bind("teams", received.teams().toArray(String[]::new))
                .bind("payload", received.payload())
                .bind("occurredAt", event.occurredAt())
                .execute();
        metrics.counter("dealflow.events.received", "type", received.type()).increment(added);
    }

    /** Told and counted; the topic has it for a month. */
    void leaveOut(String what) {
        LOG.errorf("An event of the forecast is left out: %s", what);
        metrics.counter("dealflow.events.left.out").increment();
    }

    /** Their places stay, so that none is given twice. */
    @EndsWithService
    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldOnes() {
        database.useHandle(handle -> handle.createUpdate(
                        """
                        WITH old AS (DELETE FROM forecast_event WHERE occurred_at < :before RETURNING position)
                        UPDATE feed SET owners = '{}', teams = '{}' FROM old WHERE feed.position = old.position
                        """)
                .bind("before", clock.instant().minus(config.forecastsKeptFor()))
                .execute());
    }
}
