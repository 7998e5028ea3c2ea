package dealflow.contract.lifecycle;

import dealflow.contract.event.Topics;
import dealflow.contract.follow.Freshness;
import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.ParkedDeals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** What operations watch of a consumer: how far behind, how fresh, how fast, and what is parked. */
public final class ConsumerMetrics implements MeterBinder {

    private final DealEventConsumer consumer;
    private final ParkedDeals parked;
    private final Rebuilds rebuilds;
    private final DataSource database;

    public ConsumerMetrics(DealEventConsumer consumer, ParkedDeals parked, Rebuilds rebuilds, DataSource database) {
        this.consumer = consumer;
        this.parked = parked;
        this.rebuilds = rebuilds;
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var partition = 0; partition < Topics.DEAL_PARTITIONS; partition++) {
            var read = new TopicPartition(Topics.DEALS, partition);
            Gauge.builder("dealflow.consumer.lag", () -> lag(read))
                    .description("Messages of the partition that are not read yet; 0 where another replica reads it")
                    .tag("partition", String.valueOf(partition))
                    .register(registry);
        }
        Gauge.builder("dealflow.consumer.reading", () -> consumer.problem().isEmpty() ? 1 : 0)
                .description("1 while this replica reads and applies what there is, else 0")
                .register(registry);
        Gauge.builder("dealflow.consumer.partitions", () -> consumer.offsets().size())
                .description("Partitions that this replica reads")
                .register(registry);
        Gauge.builder(
                        "dealflow.rebuild.running",
                        () -> orUnknown(() -> rebuilds.running().isPresent() ? 1 : 0))
                .description("1 while the tables are being rebuilt, by whichever replica")
                .register(registry);
        FunctionCounter.builder("dealflow.events.applied", consumer, DealEventConsumer::applied)
                .description("Events that this replica has applied since it started")
                .register(registry);
        FunctionCounter.builder("dealflow.definitions.left.out", consumer, DealEventConsumer::leftOut)
                .description("Definitions of pipelines that this replica could not read or keep, since it started")
                .register(registry);
        Gauge.builder("dealflow.parked.deals", () -> orUnknown(() -> (double) parked.count()))
                .description(
                        "Deals that wait because one of their events could not be applied, or what it left be read")
                .register(registry);
        TimeGauge.builder("dealflow.data.age", () -> orUnknown(this::age), TimeUnit.SECONDS)
                .description("How long ago everything that was published was applied")
                .register(registry);
    }

    private long lag(TopicPartition partition) {
        var offsets = consumer.offsets().get(partition);
        return offsets == null ? 0 : offsets.lag();
    }

    /** Since the least fresh partition was read to its end; unknown until all have been read once. */
    private double age() throws SQLException {
        return Freshness.of(database)
                .map(fresh -> Duration.between(fresh, Instant.now()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private interface Value {
        double get() throws SQLException;
    }

    private static double orUnknown(Value value) {
        try {
            return value.get();
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
