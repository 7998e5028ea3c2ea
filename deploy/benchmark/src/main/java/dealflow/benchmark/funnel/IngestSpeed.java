package dealflow.benchmark.funnel;

import dealflow.benchmark.system.Bench;
import dealflow.contract.event.Topics;
import dealflow.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How fast the funnel service catches up on events that wait in Kafka, beside what the machine allows for the same
 * messages and rows: a Kafka consumer that does nothing with them, and JDBC batches of the rows that the service wrote.
 */
public final class IngestSpeed {

    private static final int BATCH = 1000;

    private final Bench bench;
    private final long events;

    private IngestSpeed(Bench bench, long events) {
        this.bench = bench;
        this.events = events;
    }

    /** @param arguments how many events; 5,000,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var events = arguments.length == 0 ? 5_000_000 : Long.parseLong(arguments[0]);
        try (var bench = new Bench()) {
            bench.stack.forecasts().stop();
            bench.stack.funnels().stop();
            bench.stack.deals().stop();
            new IngestSpeed(bench, events).run();
        }
        System.exit(0);
    }

    private void run() throws SQLException {
        var began = System.nanoTime();
        produce();
        report("produced", events, began);
        var caughtUp = catchUp();
        var consume = consume();
        var jdbc = jdbc();
        System.out.printf(
                "%.2f of the slower limit (%s)%n",
                caughtUp / Math.min(consume, jdbc), consume < jdbc ? "the Kafka consumer" : "the JDBC batches");
    }

    private void produce() {
        var deals = new ManyDeals(events);
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bench.stack.kafka().bootstrapServers(),
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                128 << 10);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var bytes = 0L;
            for (var i = 0L; i < events; i++) {
                var event = deals.next();
                var value = ContractJson.write(event);
                bytes += value.length;
                var message = new ProducerRecord<>(Topics.DEALS, event.dealId().toString(), value);
                message.headers()
                        .add(Topics.TYPE_HEADER, event.type().wireName().getBytes(StandardCharsets.UTF_8));
                producer.send(message);
            }
            producer.flush();
            System.out.printf("%,d events of %,d bytes%n", events, bytes / events);
        }
    }

    private double catchUp() throws SQLException {
        var before = bench.processorSeconds();
        var published = Instant.now();
        var began = System.nanoTime();
        bench.stack.funnels().start();
        var started = System.nanoTime();
        System.out.printf("the service started in %.1f s%n", (started - began) / 1e9);
        Bench.await(() -> fresh(published));
        var rate = report("funnel caught up", events, began);
        bench.processorSeconds()
                .forEach((part, seconds) -> System.out.printf(
                        "  %-18s used %6.1f s of a processor%n", part, seconds - before.getOrDefault(part, 0.0)));
        var applied = bench.number(bench.stack.funnels(), "SELECT sum(sequence) FROM projection.deal_position");
        if (applied != events) {
            throw new IllegalStateException("only %,d events were applied".formatted(applied));
        }
        bench.stack.funnels().stop();
        return rate;
    }

    /** Whether every partition was read to its end since then. */
    private boolean fresh(Instant since) {
        sleep();
        if (bench.stack.funnels().process().isEmpty()) {
            throw new IllegalStateException("The funnel service has ended; why, stands at the end of "
                    + bench.stack.funnels().log());
        }
        return bench.number(
                        bench.stack.funnels(),
                        "SELECT count(*) FROM projection.partition_freshness WHERE fresh_as_of > '" + since + "'")
                == 12;
    }

    private double consume() {
        var partitions = IntStream.range(0, 12)
                .mapToObj(partition -> new TopicPartition(Topics.DEALS, partition))
                .toList();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", bench.stack.kafka().bootstrapServers(), "max.poll.records", 5000);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var began = System.nanoTime();
            for (var read = 0L; read < events; ) {
                read += consumer.poll(Duration.ofMillis(200)).count();
            }
            return report("Kafka consumer alone", events, began);
        }
    }

    /** The first fifth of the rows: no slower than all of them, since the index is smaller. */
    private double jdbc() throws SQLException {
        var rows = Math.max(1, events / 5);
        try (var from = bench.connect(bench.stack.funnels());
                var to = bench.connect(bench.stack.funnels());
                var statement = to.createStatement()) {
            statement.execute("CREATE TABLE limit_rows (LIKE projection.deal_state INCLUDING ALL)");
            from.setAutoCommit(false);
            to.setAutoCommit(false);
            try (var select = from.prepareStatement("SELECT * FROM projection.deal_state LIMIT " + rows)) {
                select.setFetchSize(BATCH);
                var row = select.executeQuery();
                var columns = row.getMetaData().getColumnCount();
                var marks = String.join(",", Collections.nCopies(columns, "?"));
                try (var insert = to.prepareStatement("INSERT INTO limit_rows VALUES (" + marks + ")")) {
                    var spent = 0L;
                    var count = 0L;
                    for (var batch = batch(row, columns); !batch.isEmpty(); batch = batch(row, columns)) {
                        var began = System.nanoTime();
                        for (var values : batch) {
                            for (var column = 0; column < columns; column++) {
                                insert.setObject(column + 1, values[column]);
                            }
                            insert.addBatch();
                        }
                        insert.executeBatch();
                        to.commit();
                        spent += System.nanoTime() - began;
                        count += batch.size();
                    }
                    return report("plain JDBC batches", count, System.nanoTime() - spent);
                }
            }
        }
    }

    /** Read before the clock runs. */
    private static List<Object[]> batch(ResultSet row, int columns) throws SQLException {
        var batch = new ArrayList<Object[]>(BATCH);
        while (batch.size() < BATCH && row.next()) {
            var values = new Object[columns];
            for (var column = 0; column < columns; column++) {
                values[column] = row.getObject(column + 1);
            }
            batch.add(values);
        }
        return batch;
    }

    private static double report(String what, long events, long began) {
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%-22s %7.1f s  %,8.0f a second%n", what, seconds, events / seconds);
        return events / seconds;
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
