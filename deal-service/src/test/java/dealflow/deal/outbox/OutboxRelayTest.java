package dealflow.deal.outbox;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.json.ContractJson;
import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What is written is published: nothing lost, nothing invented, each deal in order. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class OutboxRelayTest {

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void everyChangeOfManyWritersIsPublishedInTheOrderOfItsDeal() throws InterruptedException {
        var pipeline = pipeline();
        var deals = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            deals.add(lead(pipeline));
        }
        var writers = Executors.newFixedThreadPool(16);
        for (var writer = 0; writer < 16; writer++) {
            var random = new Random(writer);
            writers.submit(() -> {
                for (var i = 0; i < 10; i++) {
                    as("sales-rep")
                            .contentType("application/merge-patch+json")
                            .body("{\"title\":\"title %d\"}".formatted(random.nextInt()))
                            .patch("/deals/" + deals.get(random.nextInt(deals.size())));
                }
            });
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        var versions = new HashMap<UUID, Long>();
        for (var deal : deals) {
            versions.put(UUID.fromString(deal), (long)
                    DealApi.history(deal).getList("items").size());
        }
        var published = published(versions);
        versions.forEach((deal, version) -> assertThat(
                        published.get(deal).stream().map(DealEvent::sequence).toList())
                .as("sequence of %s", deal)
                .isEqualTo(LongStream.rangeClosed(1, version).boxed().toList()));
        assertThat(versions.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(20);
    }

    /** Reads until every deal's last version is there; duplicates, which at-least-once allows, are left out. */
    private Map<UUID, List<DealEvent>> published(Map<UUID, Long> versions) {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        var events = versions.keySet().stream()
                .collect(Collectors.toMap(deal -> deal, deal -> (List<DealEvent>) new ArrayList<DealEvent>()));
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            consumer.subscribe(List.of(Topics.DEALS));
            while (events.entrySet().stream().anyMatch(deal -> deal.getValue().size() < versions.get(deal.getKey()))) {
                assertThat(Instant.now()).isBefore(deadline);
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    // Other tests publish, too, and not all of it can be read.
                    if (versions.keySet().stream()
                            .anyMatch(deal -> message.key().equals(deal.toString()))) {
                        var event = read(message);
                        events.get(event.dealId()).add(event);
                    }
                }
            }
        }
        return events;
    }

    private static DealEvent read(ConsumerRecord<String, byte[]> message) {
        assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(message, "ce_subject")).isEqualTo(message.key());
        assertThat(header(message, "content-type")).isEqualTo("application/json");
        var type = EventType.of(header(message, Topics.TYPE_HEADER)).orElseThrow();
        var event = ContractJson.readEvent(type, message.value());
        assertThat(event.dealId()).hasToString(message.key());
        return event;
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
