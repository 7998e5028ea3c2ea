package dealflow.deal.webhook;

import dealflow.deal.feed.EventFilter;
import dealflow.deal.feed.Feed;
import dealflow.deal.filter.Views;
import dealflow.edge.query.InvalidParameterException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends the feed to the webhooks: at least once, each deal's events in order, by as many replicas as there are. */
@ApplicationScoped
@Startup
class WebhookDeliveries {

    private static final Logger LOG = Logger.getLogger(WebhookDeliveries.class);
    private static final int EVENTS_OF_A_ROUND = 200;
    private static final int DEALS_AT_ONCE = 8;
    private static final Duration POLL = Duration.ofMillis(500);

    @Inject
    WebhookLeases leases;

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookAttempts attempts;

    @Inject
    WebhookSender sender;

    @Inject
    Views views;

    @Inject
    Feed feed;

    @Inject
    WebhooksConfig config;

    @Inject
    MeterRegistry metrics;

    private ExecutorService workers;
    private ExecutorService deals;
    private volatile boolean closing;

    @PostConstruct
    void start() {
        deals = Executors.newFixedThreadPool(config.atOnce() * DEALS_AT_ONCE, named("webhook-deal"));
        workers = Executors.newFixedThreadPool(config.atOnce(), named("webhooks"));
        for (var i = 0; i < config.atOnce(); i++) {
            workers.execute(this::work);
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void work() {
        while (!closing) {
            try {
                var leased = leases.lease();
                if (leased.isPresent()) {
                    leases.end(leased.get(), deliver(leased.get()));
                } else {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Webhooks wait: %s", e.getCause() == null ? e : e.getCause());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebhookLeases.Outcome deliver(WebhookLeases.Leased leased) {
        var webhook = leased.webhook();
        var before = webhook.delivery().position();
        EventFilter filter;
        try {
            filter = webhook.filter(views);
        } catch (InvalidParameterException e) {
            // Neither everything nor nothing is what it is to be sent.
            return paused(
                    webhook, new WebhookLeases.Outcome(before, leased.ahead(), null, false, null, e.getMessage()));
        }
        var secrets = webhooks.secrets(webhook.id());
        var page = feed.read(before, filter, EVENTS_OF_A_ROUND);
        var batch = new WebhookBatch(
                page,
                leased.ahead(),
                event -> counted(sender.send(webhook.url(), secrets, event)),
                WebhookLeases.LEASE.minus(config.timeout()).minusSeconds(20));
        batch.run(deals);
        keep(webhook, batch);
        var position = batch.position(before);
        return paused(
                webhook,
                new WebhookLeases.Outcome(
                        position,
                        batch.ahead(position),
                        batch.toShow(),
                        batch.progressed(),
                        pause(webhook, batch),
                        paused(leased, batch)));
    }

    private WebhookLeases.Outcome paused(Webhook webhook, WebhookLeases.Outcome outcome) {
        if (outcome.paused() != null) {
            LOG.warnf("Webhook %s is paused: %s", webhook.id(), outcome.paused());
            metrics.counter("dealflow.webhooks.paused").increment();
        }
        return outcome;
    }

    /** What cannot be kept is only not shown: events are delivered all the same. */
    private void keep(Webhook webhook, WebhookBatch batch) {
        try {
            attempts.keep(webhook.id(), batch.sent(), false);
        } catch (RuntimeException e) {
            metrics.counter("dealflow.webhooks.attempts.unkept")
                    .increment(batch.sent().size());
            LOG.warnf(
                    "What came of %d messages to webhook %s is not kept: %s",
                    batch.sent().size(), webhook.id(), e.getCause() == null ? e : e.getCause());
        }
    }

    private WebhookAttempt counted(WebhookAttempt attempt) {
        metrics.counter("dealflow.webhooks.attempts", "delivered", String.valueOf(attempt.delivered()))
                .increment();
        return attempt;
    }

    /** Longer from failure to failure, but not while other deals' events are taken: then the endpoint is there. */
    private Duration pause(Webhook webhook, WebhookBatch batch) {
        if (!batch.failed()) {
            return null;
        }
        return new WebhookBackoff(config.firstPause(), config.longestPause())
                .after(webhook.delivery().failures() + 1, batch.toShow().retryAfter(), ThreadLocalRandom.current());
    }

    private String paused(WebhookLeases.Leased leased, WebhookBatch batch) {
        if (batch.gone()) {
            return "It answered 410: it wants no more";
        }
        if (batch.failed() && leased.failingFor().compareTo(config.givenUpAfter()) > 0) {
            return "It has failed for %s: %s"
                    .formatted(config.givenUpAfter(), batch.toShow().error());
        }
        return null;
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing = true;
        workers.shutdownNow();
        workers.awaitTermination(15, TimeUnit.SECONDS);
        deals.shutdownNow();
    }
}
