package dealflow.deal.forecast;

import dealflow.contract.event.Topics;
import dealflow.contract.json.UnreadableEventException;
import dealflow.deal.outbox.EventsCommitted;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads the topic of the forecast service for as long as this service runs: a batch is one transaction, and its offsets are committed
 * after it. Nothing else waits for it, and it waits for a topic that is not there, as where nobody forecasts.
 */
@ApplicationScoped
@Startup
class ForecastTopic {

    private static final Logger LOG = Logger.getLogger(ForecastTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final TopicPartition ONLY = new TopicPartition(Topics.FORECASTS, 0);

    private final Map<String, Object> kafka;
    private final ForecastEvents events;
    private final Event<EventsCommitted> committed;
    private final MeterRegistry metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "forecast-events");
    private volatile KafkaConsumer<String, byte[]> open;
    private volatile boolean reading;
    private volatile long lag;

    ForecastTopic(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "dealflow.consumer-group") String group,
            ForecastEvents events,
            Event<EventsCommitted> committed,
            MeterRegistry metrics) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.kafka.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        this.kafka.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        // A killed replica's place is free after that long.
        this.kafka.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        this.kafka.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
        this.events = events;
        this.committed = committed;
        this.metrics = metrics;
    }

    @PostConstruct
    void start() {
        Gauge.builder("dealflow.consumer.reading", () -> reading ? 1 : 0)
                .description("1 while this replica reads and applies what there is, else 0")
                .register(metrics);
        Gauge.builder("dealflow.consumer.lag", () -> lag)
                .description("Messages of the partition that are not read yet; 0 where another replica reads it")
                .tag("partition", String.valueOf(ONLY.partition()))
                .register(metrics);
        // Told as 0 from the start: of one that begins with its first event, no alert sees an increase.
        metrics.counter("dealflow.events.left.out");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var consumer = new KafkaConsumer<String, byte[]>(kafka)) {
                open = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("Woken to close");
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // An error too: a reader that ends without a word would never be missed.
                LOG.warnf("Events of the forecast wait: %s", e.getCause() == null ? e : e.getCause());
                pause(Duration.ofSeconds(2));
            } finally {
                open = null;
                reading = false;
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        // Asked for by name, one that is not there would be warned of again and again.
        while (!isThere(consumer)) {
            if (closing.await(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
        consumer.subscribe(List.of(Topics.FORECASTS));
        var looked = System.nanoTime();
        while (closing.getCount() > 0) {
            // A client that polls says nothing of a broker that is away.
            if (System.nanoTime() - looked > LOOK_NANOS) {
                isThere(consumer);
                looked = System.nanoTime();
            }
            var messages = consumer.poll(POLL);
            if (!messages.isEmpty()) {
                take(messages);
                consumer.commitSync();
            }
            lag = consumer.assignment().contains(ONLY)
                    ? consumer.currentLag(ONLY).orElse(0)
                    : 0;
        }
    }

    private boolean isThere(KafkaConsumer<String, byte[]> consumer) {
        var topics = consumer.listTopics(ANSWER);
        reading = true;
        return topics.containsKey(Topics.FORECASTS);
    }

    private void take(ConsumerRecords<String, byte[]> messages) {
        var readable = new ArrayList<ReceivedEvent>(messages.count());
        for (var message : messages) {
            try {
                readable.add(ReceivedEvent.of(message));
            } catch (UnreadableEventException e) {
                events.leaveOut("at offset %d: %s".formatted(message.offset(), e.getMessage()));
            }
        }
        events.add(readable);
        committed.fire(new EventsCommitted());
    }

    private void pause(Duration pause) {
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        closing.countDown();
        var consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
