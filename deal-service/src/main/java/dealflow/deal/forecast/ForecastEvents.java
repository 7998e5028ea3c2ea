package dealflow.deal.forecast;

import dealflow.contract.forecast.ForecastEvent;
import dealflow.deal.feed.EventsConfig;
import dealflow.deal.feed.Feed;
import dealflow.edge.lifecycle.EndsWithService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The events of the forecast that the feed has, each once: for as long as their topic keeps them, since they name people. */
@ApplicationScoped
class ForecastEvents {

    private static final Logger LOG = Logger.getLogger(ForecastEvents.class);

    /** Classes of PostgreSQL error codes: data, integrity, limits. */
    private static final Set<String> OF_THE_EVENT = Set.of("22", "23", "54");

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
                    if (!isOfTheEvent(e)) {
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
                            INSERT INTO feed (type, owners, teams) SELECT :type, '{}', '{}'
                            WHERE NOT EXISTS (SELECT FROM forecast_event WHERE pipeline = :pipeline AND sequence = :sequence)
                            RETURNING position)
                        INSERT INTO forecast_event (position, pipeline, sequence, type, payload, occurred_at, owners, teams)
                        SELECT position, :pipeline, :sequence, :type, :payload, :occurredAt, :owners, :teams FROM placed
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
        if (added == 0 && isAnother(transaction, event)) {
            leaveOut("%s %d of %s: another has its number; was the forecast's database restored?"
                    .formatted(received.type(), event.sequence(), event.pipeline()));
        }
    }

    /** Not by its text, in which a name may have been erased. */
    private static boolean isAnother(Handle transaction, ForecastEvent event) {
        return transaction
                .createQuery(
                        """
                        SELECT occurred_at <> :occurredAt FROM forecast_event WHERE pipeline = :pipeline AND sequence = :sequence
                        """)
                .bind("occurredAt", event.occurredAt())
                .bind("pipeline", event.pipeline())
                .bind("sequence", event.sequence())
                .mapTo(Boolean.class)
                .one();
    }

    /** Values, keys or sizes that the database does not take. Whatever else is wrong may be mended, and the event waits for that. */
    private static boolean isOfTheEvent(JdbiException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return OF_THE_EVENT.stream().anyMatch(sql.getSQLState()::startsWith);
            }
        }
        return false;
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
        database.useHandle(handle -> handle.createUpdate("DELETE FROM forecast_event WHERE occurred_at < :before")
                .bind("before", clock.instant().minus(config.forecastsKeptFor()))
                .execute());
    }
}
