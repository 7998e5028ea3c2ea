package dealflow.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Breaks;
import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.Rebuilt;
import dealflow.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Messages that no deal service would send: each parks its own deal, and nothing else. Early, since it rebuilds the tables. */
@Breaks
@Order(3)
class HostileIT {

    private static final String OPENED = "dealflow.deal.opened.v1";
    private static final int HEALTHY = 40;

    @Test
    void aHostileMessageParksItsDealAndNothingElse() {
        Dealflow.createPipeline(
                """
                {"key":"hostile","names":{"en":"Hostile"},"currency":"EUR","timeZone":"UTC",
                 "stages":[{"key":"a","names":{"en":"A"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}""");
        Dealflow.awaitProjections();
        var services = List.of(Dealflow.stack().funnels(), Dealflow.stack().forecasts());
        var before = new HashMap<String, Set<String>>();
        services.forEach(service -> before.put(service.name(), parked(service)));

        var hostile = send();

        for (var service : services) {
            Dealflow.await(
                    service.name() + " has parked them", () -> parked(service).containsAll(hostile.keySet()));
        }
        Dealflow.awaitProjections();
        for (var service : services) {
            var expected = new TreeSet<>(before.get(service.name()));
            expected.addAll(hostile.keySet());
            assertThat(parked(service)).as(service.name()).isEqualTo(expected);
            assertThat(number(service, "SELECT count(*) FROM projection.deal_state WHERE pipeline = 'hostile'"))
                    .as("states of healthy deals in the %s", service.name())
                    // Each has two, the victim of a forged sequence too.
                    .isEqualTo(2 * (HEALTHY + 1));
        }
        var funnel = Dealflow.funnels()
                .queryParam("from", "2025-01-01")
                .queryParam("to", "2025-07-01")
                .get("/funnels/hostile")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(funnel.getInt("entered.count")).isEqualTo(HEALTHY + 1);
        Dealflow.forecasts().get("/forecasts/hostile").then().statusCode(200);
        Rebuilt.equalsTheLiveTables(() -> {});
    }

    /** Sends them among the events of healthy deals, and returns them by the deal that each parks. */
    private static Map<String, String> send() {
        var hostile = new LinkedHashMap<String, String>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(Dealflow.stack().kafka().clientSettings("deal")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var healthy = Stream.generate(UUID::randomUUID).limit(HEALTHY).toList();
            healthy.forEach(deal -> send(producer, deal.toString(), OPENED, event(deal, 1)));

            bad(hostile, "no JSON", deal -> "{no json");
            bad(hostile, "huge and deep", deal -> "[".repeat(900_000));
            bad(hostile, "deep in a field", deal -> event(deal, 1)
                    .replace("\"previous\":null", "\"previous\":" + "[".repeat(5000) + "]".repeat(5000)));
            bad(hostile, "wrong types", deal -> event(deal, 1).replace("\"sequence\":1", "\"sequence\":{\"a\":[]}"));
            bad(hostile, "a deal that is a number", deal -> "{\"dealId\":\"" + deal + "\",\"sequence\":1,\"deal\":7}");
            bad(hostile, "no deal", deal -> event(deal, 1).replaceAll("\"deal\":\\{.*", "\"deal\":null}"));
            bad(hostile, "no status", deal -> event(deal, 1).replace("\"status\":\"OPEN\"", "\"status\":null"));
            bad(hostile, "sequence zero", deal -> event(deal, 0));
            bad(hostile, "a forged sequence", deal -> event(deal, Long.MAX_VALUE));
            bad(hostile, "the end of time", deal -> event(deal, 1).replace("2025-03-01T", "+999999999-12-31T"));
            bad(hostile, "a number that no sum survives", deal -> event(deal, 1).replace("100.00", "1E+131000"));
            bad(hostile, "a character that no text holds", deal -> event(deal, 1)
                    .replace("\"mo\"", "\"m\\u0000\""));
            bad(hostile, "another deal's id", deal -> event(UUID.randomUUID(), 1));
            hostile.forEach((deal, value) -> send(producer, deal, OPENED, value));

            var unknown = UUID.randomUUID();
            hostile.put(unknown.toString(), "an unknown version");
            send(producer, unknown.toString(), "dealflow.deal.opened.v9", event(unknown, 1));

            // Its own events go on, and what somebody else has put between them stays for operations to see.
            var victim = UUID.randomUUID();
            hostile.put(victim.toString(), "a forged sequence between real ones");
            send(producer, victim.toString(), OPENED, event(victim, 1));
            send(producer, victim.toString(), OPENED, event(victim, 1_000_000));
            send(producer, victim.toString(), "dealflow.deal.revised.v1", event(victim, 2));

            healthy.forEach(deal -> send(producer, deal.toString(), "dealflow.deal.revised.v1", event(deal, 2)));
        }
        return hostile;
    }

    private interface Value {
        String of(UUID deal);
    }

    private static void bad(Map<String, String> hostile, String what, Value value) {
        var deal = UUID.randomUUID();
        hostile.put(deal.toString(), value.of(deal));
        assertThat(hostile.get(deal.toString())).as(what).isNotEqualTo(event(deal, 1));
    }

    private static String event(UUID deal, long sequence) {
        return """
                {"dealId":"%1$s","sequence":%2$d,"occurredAt":"2025-03-01T09:00:00Z","recordedAt":"2025-03-01T09:00:00Z",\
                "actor":"mo","origin":"api","change":{"direction":"IN","fromStage":null,"toStage":"a","skipped":[],\
                "confirmation":null,"reason":null,"note":null,"override":null},"previous":null,"payment":null,\
                "deal":{"id":"%1$s","externalId":null,"pipeline":"hostile","pipelineVersion":1,"title":"t",\
                "customer":null,"stage":"a","status":"OPEN","stageEnteredAt":"2025-03-01T09:00:00Z",\
                "openedAt":"2025-03-01T09:00:00Z","owner":"mo","team":null,"product":null,"source":null,"region":null,\
                "amount":{"amount":"100.00","currency":"EUR"},"reportingAmount":{"amount":"100.00","currency":"EUR"},\
                "expectedCloseOn":null,"paymentTerms":[],"qualification":null,"checklist":[],"snoozedUntil":null,\
                "snoozeReason":null,"milestones":[]}}"""
                .formatted(deal, sequence);
    }

    private static void send(KafkaProducer<String, byte[]> producer, String key, String type, String value) {
        var message = new ProducerRecord<>("dealflow.deals.v1", key, value.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(message);
    }

    private static Set<String> parked(Service service) {
        return new TreeSet<>(Dealflow.operate(service)
                .get("/parked-deals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.dealId", String.class));
    }

    private static long number(Service service, String sql) {
        try (var connection = Dealflow.connect(service);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
