package dealflow.deal.outbox;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.event.Topics;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.PublishedTopics;
import dealflow.deal.feed.EventFilter;
import dealflow.deal.feed.Feed;
import dealflow.local.fixture.BackingServices;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * 32 writers on 20 deals and three relays, while connections break between any two steps of theirs, PostgreSQL ends sessions
 * and the broker stands still: every change that was answered is there once, and is told in order.
 */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
@TestProfile(NothingLostTest.Faults.class)
class NothingLostTest {

    private static final int WRITERS = 32;
    private static final int DEALS = 20;
    private static final int CHANGES = 10;

    /** Connections to the database break; and what happens is traced, for {@link TraceTest}, which needs no system of its own for that. */
    public static final class Faults implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.driver",
                    FaultyDriver.class.getName(),
                    "quarkus.log.category.\"dealflow.edge.answer.CommonProblems\".level",
                    "OFF",
                    "quarkus.log.category.\"com.arjuna.ats\".level",
                    "OFF",
                    "quarkus.log.category.\"io.agroal\".level",
                    "OFF",
                    "quarkus.otel.sdk.disabled",
                    "false",
                    // Nobody listens there; what is exported does not matter here.
                    "quarkus.otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:1",
                    "quarkus.log.category.\"io.quarkus.opentelemetry\".level",
                    "OFF");
        }
    }

    private static final List<String> FAULTS = List.of(
            "before COMMIT",
            "after COMMIT",
            "before UPDATE DEAL",
            "after UPDATE DEAL",
            "before WITH UNPUBLISHED",
            "after WITH UNPUBLISHED",
            "before DELETE UNPUBLISHED",
            "after DELETE UNPUBLISHED");

    @Inject
    AgroalDataSource database;

    @Inject
    Feed feed;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /** The payments that were answered 201, by deal: their references. */
    private final Map<String, List<String>> paid = new ConcurrentHashMap<>();

    @Test
    void everyAnsweredChangeIsRecordedOnceAndToldInOrder() throws Exception {
        var pipeline = pipeline();
        var deals = IntStream.range(0, DEALS).mapToObj(i -> lead(pipeline)).toList();
        deals.forEach(deal -> paid.put(deal, new ArrayList<>()));
        var begin = feed.read(0, EventFilter.ALL, 1).events().get(0).position() - 1;
        var second = relay();
        var third = relay();
        var over = new AtomicBoolean();
        var trouble = CompletableFuture.runAsync(() -> trouble(over));
        FaultyDriver.perMille = 25;
        write(deals);
        // On a busy machine the relays take few large steps: until each has broken, there is a little more to write.
        var deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!FaultyDriver.BROKEN.keySet().containsAll(FAULTS)
                && Instant.now().isBefore(deadline)) {
            write(new Random(), deals);
        }
        over.set(true);
        trouble.join();
        FaultyDriver.perMille = 0;

        var recorded = recorded(deals);
        recorded.forEach((deal, events) -> {
            assertThat(events.keySet())
                    .as("versions of %s", deal)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events.values().stream()
                            .map(event -> event.path("payment").path("reference"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText))
                    .as("payments of %s", deal)
                    .containsExactlyInAnyOrderElementsOf(paid.get(deal));
        });
        assertThat(published(recorded)).isEqualTo(recorded);
        assertThat(fed(begin, recorded)).isEqualTo(recorded);
        assertThat(paid.values().stream().mapToInt(List::size).sum()).isGreaterThan(WRITERS * CHANGES / 3);
        assertThat(FaultyDriver.BROKEN.keySet()).containsAll(FAULTS);
        second.close();
        third.close();
    }

    /** What runs in another replica. */
    private OutboxRelay relay() {
        var relay = EventRelay.relay(database, new PublishedTopics(kafka, EventRelay.TOPICS, false, Optional.empty()));
        relay.start();
        return relay;
    }

    private void write(List<String> deals) {
        var threads = Executors.newFixedThreadPool(WRITERS);
        IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(new Random(writer), deals), threads))
                .toList()
                .forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void write(Random random, List<String> deals) {
        for (var i = 0; i < CHANGES; i++) {
            var deal = deals.get(random.nextInt(deals.size()));
            if (random.nextBoolean()) {
                var reference = UUID.randomUUID().toString();
                var status = until(
                        "/deals/" + deal + "/payments",
                        "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-02\",\"reference\":\"%s\"}"
                                .formatted(reference));
                assertThat(status).isEqualTo(201);
                synchronized (paid.get(deal)) {
                    paid.get(deal).add(reference);
                }
            } else {
                var move = random.nextBoolean()
                        ? "{\"to\":\"lost\",\"reason\":\"price\"}"
                        : "{\"to\":\"lead\",\"reason\":\"again\"}";
                assertThat(until("/deals/" + deal + "/transitions", move)).isIn(200, 422);
            }
        }
    }

    /** Sends a request with one key until it is answered by more than "still running" or "failed". */
    private static int until(String path, String body) {
        var key = UUID.randomUUID().toString();
        var deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (true) {
            var answer =
                    as("sales-ops").header("Idempotency-Key", key).body(body).post(path);
            if (answer.statusCode() != 409 && answer.statusCode() < 500) {
                return answer.statusCode();
            }
            assertThat(Instant.now())
                    .as("%s: %d %s", path, answer.statusCode(), answer.asString())
                    .isBefore(deadline);
        }
    }

    /** Ends sessions one by one, and twice stops the broker for a while. */
    private static void trouble(AtomicBoolean over) {
        try (var connection = connect()) {
            for (var i = 0; !over.get(); i++) {
                connection
                        .createStatement()
                        .execute(
                                """
                                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                WHERE usename = 'dealflow' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1""");
                if (i % 10 == 3 && i < 20) {
                    signal("STOP");
                    Thread.sleep(1500);
                    signal("CONT");
                }
                Thread.sleep(200);
            }
        } catch (SQLException | InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        var broker = BackingServices.kafka().process().orElseThrow().pid();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(broker)).start().waitFor();
    }

    private static Map<String, TreeMap<Integer, JsonNode>> recorded(List<String> deals)
            throws SQLException, IOException {
        var events = none(deals);
        try (var connection = connect();
                var rows =
                        connection.createStatement().executeQuery("SELECT aggregateid, version, payload FROM outbox")) {
            while (rows.next()) {
                if (events.containsKey(rows.getString(1))) {
                    events.get(rows.getString(1)).put(rows.getInt(2), json(rows.getString(3)));
                }
            }
        }
        return events;
    }

    /** What a consumer has that leaves out duplicates; that nothing comes too early is checked on the way. */
    private Map<String, TreeMap<Integer, JsonNode>> published(Map<String, TreeMap<Integer, JsonNode>> recorded)
            throws IOException {
        var events = none(List.copyOf(recorded.keySet()));
        var settings = new HashMap<>(kafka);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.DEALS));
            while (!sizes(events).equals(sizes(recorded)) && Instant.now().isBefore(deadline)) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (events.containsKey(message.key())) {
                        take(events.get(message.key()), json(message.value()));
                    }
                }
            }
        }
        return events;
    }

    private Map<String, TreeMap<Integer, JsonNode>> fed(long begin, Map<String, TreeMap<Integer, JsonNode>> recorded)
            throws IOException {
        var events = none(List.copyOf(recorded.keySet()));
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        for (var position = begin;
                !sizes(events).equals(sizes(recorded)) && Instant.now().isBefore(deadline); ) {
            var page = feed.read(position, EventFilter.ALL, 500);
            for (var placed : page.events()) {
                if (events.containsKey(placed.event().subject())) {
                    var event = json(placed.event().data());
                    assertThat(event.path("sequence").asInt())
                            .as("the feed has each event once")
                            .isEqualTo(events.get(placed.event().subject()).size() + 1);
                    take(events.get(placed.event().subject()), event);
                }
            }
            position = page.last();
        }
        return events;
    }

    private static void take(TreeMap<Integer, JsonNode> events, JsonNode event) {
        var sequence = event.path("sequence").asInt();
        assertThat(sequence).as("none is told before its predecessor").isLessThanOrEqualTo(events.size() + 1);
        var before = events.put(sequence, event);
        assertThat(before).as("a duplicate is the same").isIn(null, event);
    }

    private static Map<String, Integer> sizes(Map<String, TreeMap<Integer, JsonNode>> events) {
        var sizes = new HashMap<String, Integer>();
        events.forEach((deal, each) -> sizes.put(deal, each.size()));
        return sizes;
    }

    private static Map<String, TreeMap<Integer, JsonNode>> none(List<String> deals) {
        var events = new HashMap<String, TreeMap<Integer, JsonNode>>();
        deals.forEach(deal -> events.put(deal, new TreeMap<>()));
        return events;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
    }
}
