package dealflow.benchmark.deal;

import dealflow.benchmark.system.Bench;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long after the answer to a move the funnel service shows it, at a steady number of moves a second. One reader asks
 * for the funnel a hundred times a second, as many users with an open page would; the k-th move answered counts as shown when
 * the funnel has k deals in the new stage, so that what is given is up to ten milliseconds too long.
 */
public final class MoveLatency {

    private static final int RATE = 50;
    /** Compiling five processes takes two cores about a minute. */
    private static final int WARM_UP = 60 * RATE;

    private static final int SHOWN_TOGETHER = 20 * RATE;
    private static final long BETWEEN_ASKS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String CONFIRMED =
            """
            {"to":"b","confirmation":{"confirmedBy":"Kari Berg","signal":"OTHER","channel":"email","reference":"mail"}}""";

    private MoveLatency() {}

    /** @param arguments how many seconds; 60 unless given */
    public static void main(String[] arguments) throws Exception {
        var seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench()) {
            var moves = WARM_UP + seconds * RATE;
            var deals = open(bench, moves);
            System.out.printf("%d moves a second for %d s, after %d to warm up%n", RATE, seconds, WARM_UP);
            measure(bench, deals);
            kafkaAlone(bench, moves);
        }
        System.exit(0);
    }

    private static List<String> open(Bench bench, int count) {
        var at = Instant.now().minus(10, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var lines = IntStream.range(0, count)
                .mapToObj(i ->
                        """
                        {"externalId":"L%d","pipeline":"bench","owner":"rep%d","amount":{"amount":"100.00","currency":"USD"},\
                        "history":[{"to":"a","at":"%s"}]}"""
                                .formatted(i, i % 20, at))
                .collect(Collectors.joining("\n"));
        bench.deals.post("/imports", "application/x-ndjson", BodyPublishers.ofString(lines));
        Bench.await(() -> bench.funnels
                .get("/funnels")
                .path("items")
                .findValuesAsText("key")
                .contains("bench"));
        Bench.await(() -> inStage(bench, 0) == count);
        var ids = new ArrayList<String>();
        for (String next = ""; next != null; ) {
            var page = bench.deals.get("/deals?pipeline=bench&limit=500" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(deal -> ids.add(deal.path("id").asText()));
            next = page.path("next").isTextual() ? page.path("next").asText() : null;
        }
        return ids;
    }

    private static int inStage(Bench bench, int stage) {
        return bench.funnels
                .get("/funnels/bench")
                .path("stages")
                .path(stage)
                .path("capacity")
                .path("count")
                .asInt();
    }

    private static void measure(Bench bench, List<String> deals) throws InterruptedException {
        var answered = Collections.synchronizedList(new ArrayList<Long>());
        var took = Collections.synchronizedList(new ArrayList<Long>());
        var clients = Executors.newFixedThreadPool(16);
        var before = bench.processorSeconds();
        var began = System.nanoTime();
        for (var i = 0; i < deals.size(); i++) {
            var path = "/deals/" + deals.get(i) + "/transitions";
            var start = began + i * 1_000_000_000L / RATE;
            clients.submit(() -> {
                TimeUnit.NANOSECONDS.sleep(start - System.nanoTime());
                var sent = System.nanoTime();
                bench.deals.post(path, CONFIRMED);
                var now = System.nanoTime();
                took.add(now - sent);
                answered.add(now);
                return null;
            });
        }
        var shown = new ArrayList<Long>();
        var asked = new ArrayList<Long>();
        while (shown.size() < deals.size()) {
            var asking = System.nanoTime();
            var count = inStage(bench, 1);
            var now = System.nanoTime();
            asked.add(now - asking);
            while (shown.size() < count) {
                shown.add(now);
            }
            TimeUnit.NANOSECONDS.sleep(asking + BETWEEN_ASKS - System.nanoTime());
        }
        clients.shutdown();
        var inOrder = answered.stream().sorted().toList();
        var latencies = IntStream.range(0, deals.size())
                .mapToObj(i -> Math.max(0, shown.get(i) - inOrder.get(i)))
                .toList();
        print("move answered after", took.subList(WARM_UP, took.size()));
        print("shown after answer", latencies.subList(WARM_UP, latencies.size()));
        for (var i = 0; i < latencies.size(); i += SHOWN_TOGETHER) {
            var end = Math.min(latencies.size(), i + SHOWN_TOGETHER);
            print("  answered, %d s on".formatted(i / RATE), took.subList(i, end));
            print("  shown, %d s on".formatted(i / RATE), latencies.subList(i, end));
        }
        print("asking the funnel", asked);
        bench.printProcessorSecondsSince(before);
    }

    /** The same number of messages a second through Kafka and nothing else. */
    private static void kafkaAlone(Bench bench, int count) throws InterruptedException {
        var topic = "limit-" + UUID.randomUUID();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bench.stack.kafka().bootstrapServers(),
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest");
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 12, (short) 1)));
        }
        Thread.sleep(2000);
        var latencies = new ArrayList<Long>();
        var sender = new Thread(() -> {
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                for (var i = 0; i < count; i++) {
                    producer.send(new ProducerRecord<>(topic, String.valueOf(i), String.valueOf(System.nanoTime())));
                    TimeUnit.NANOSECONDS.sleep(1_000_000_000L / RATE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            sender.start();
            while (latencies.size() < count) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    latencies.add(System.nanoTime() - Long.parseLong(message.value()));
                }
            }
        }
        print("Kafka alone", latencies.subList(WARM_UP, count));
    }

    private static void print(String what, List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "%-22s p50 %6.1f ms   p90 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
                what, at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()))) / 1e6;
    }
}
