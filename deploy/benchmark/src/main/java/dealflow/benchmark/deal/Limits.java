package dealflow.benchmark.deal;

import dealflow.benchmark.system.Bench;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;

/**
 * What the machine allows for the same rows and messages, with nothing of ours in between.
 *
 * @param copy seconds for COPY of the outbox's rows into a table with the same keys
 * @param produce seconds to send the same messages, acknowledged by the broker
 * @param consume seconds to read them
 */
record Limits(double copy, double produce, double consume) {

    private static final int PARTITIONS = 12;

    static Limits of(Bench bench) throws SQLException, IOException, InterruptedException, ExecutionException {
        var copy = copy(bench);
        var topic = "limit-" + UUID.randomUUID();
        try (var admin = Admin.create(kafka(bench))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        var began = System.nanoTime();
        var count = produce(bench, topic);
        var produce = seconds(began);
        began = System.nanoTime();
        consume(bench, topic, count);
        return new Limits(copy, produce, seconds(began));
    }

    void print(long moves) {
        System.out.println("The machine alone, for the same rows and messages:");
        line("COPY of the rows", copy, moves);
        line("plain producer", produce, moves);
        line("plain consumer", consume, moves);
        line("one after another", copy + produce + consume, moves);
    }

    private static void line(String what, double seconds, long moves) {
        System.out.printf("%-20s %7.1f s  %,8.0f moves/s%n", what, seconds, moves / seconds);
    }

    private static double copy(Bench bench) throws SQLException, IOException {
        var file = Files.createTempFile("dealflow-limit", ".copy");
        try (var connection = bench.connect(bench.stack.deals());
                var statement = connection.createStatement()) {
            // Row-level security shows nothing to a connection that does not say this.
            statement.execute("SET dealflow.sees = 'everything'");
            var copier = connection.unwrap(PGConnection.class).getCopyAPI();
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                copier.copyOut("COPY outbox TO STDOUT (FORMAT binary)", out);
            }
            statement.execute("CREATE TABLE limit_copy (LIKE outbox INCLUDING INDEXES)");
            var began = System.nanoTime();
            try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
                copier.copyIn("COPY limit_copy FROM STDIN (FORMAT binary)", in);
            }
            return seconds(began);
        } finally {
            Files.delete(file);
        }
    }

    /** Reading the rows is part of it: a relay of any kind has to. */
    private static long produce(Bench bench, String topic) throws SQLException {
        var settings = kafka(bench, Map.of("acks", "all", "compression.type", "lz4", "batch.size", 128 << 10));
        var count = 0L;
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                var connection = bench.connect(bench.stack.deals())) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("SELECT aggregateid, payload FROM limit_copy")) {
                statement.setFetchSize(5000);
                var rows = statement.executeQuery();
                while (rows.next()) {
                    producer.send(new ProducerRecord<>(topic, rows.getString(1), rows.getString(2)));
                    count++;
                }
            }
            producer.flush();
        }
        return count;
    }

    private static void consume(Bench bench, String topic, long count) {
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        var bytes = 0L;
        try (var consumer = new KafkaConsumer<>(
                kafka(bench, Map.of("max.poll.records", 5000)), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var read = 0L; read < count; ) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    bytes += message.value().getBytes(StandardCharsets.UTF_8).length;
                    read++;
                }
            }
        }
        System.out.printf("%,d messages, %,d bytes each%n", count, bytes / count);
    }

    private static Map<String, Object> kafka(Bench bench) {
        return kafka(bench, Map.of());
    }

    private static Map<String, Object> kafka(Bench bench, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", bench.stack.kafka().bootstrapServers());
        return settings;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
