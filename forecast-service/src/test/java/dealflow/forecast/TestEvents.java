package dealflow.forecast;

import dealflow.contract.deal.DealLine;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.payment.Reversal;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes on the real broker what the deal service would. */
public final class TestEvents {

    /** Each message is waited for: none is held back for others to go with it. */
    private static final Map<String, Object> BROKER =
            Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers(), "linger.ms", 0);

    private static final KafkaProducer<String, byte[]> PRODUCER = producer();
    /** When the last message had arrived. */
    private static volatile Instant published = Instant.EPOCH;

    private static final Money MONEY = new Money(new BigDecimal("100.00"), "EUR");

    private TestEvents() {}

    private static KafkaProducer<String, byte[]> producer() {
        try (var admin = AdminClient.create(BROKER)) {
            // The service has made its own already.
            if (admin.listTopics().names().get().contains(Topics.DEALS)) {
                return new KafkaProducer<>(BROKER, new StringSerializer(), new ByteArraySerializer());
            }
            admin.createTopics(List.of(
                            new NewTopic(Topics.DEALS, 12, (short) 1),
                            new NewTopic(Topics.PIPELINES, 1, (short) 1),
                            new NewTopic(Topics.FIELDS, 1, (short) 1),
                            new NewTopic(Topics.TEAMS, 1, (short) 1),
                            new NewTopic(Topics.EXCHANGE_RATES, 1, (short) 1)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new KafkaProducer<>(BROKER, new StringSerializer(), new ByteArraySerializer());
    }

    /** A pipeline of one stage, {@code talks}, won as {@code signed}. */
    public static void define(String key) {
        define(key, "EUR");
    }

    /** The same in another currency. */
    public static void define(String key, String currency) {
        var stage = new Stage(
                "talks",
                Map.of(),
                Stage.Place.FUNNEL,
                null,
                null,
                false,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
        var pipeline = new Pipeline(
                key,
                1,
                Map.of(),
                currency,
                ZoneId.of("UTC"),
                List.of(stage),
                new Pipeline.Won("signed", Map.of()),
                List.of(),
                Pipeline.SkipPolicy.ALLOWED,
                List.of(),
                List.of(),
                Map.of());
        await(new ProducerRecord<>(Topics.PIPELINES, key, ContractJson.write(pipeline)));
    }

    public static void define(FieldDefinition field) {
        await(new ProducerRecord<>(Topics.FIELDS, "fields/" + field.key(), ContractJson.write(field)));
    }

    public static void define(TeamDefinition team) {
        await(new ProducerRecord<>(Topics.TEAMS, "teams/" + team.key(), ContractJson.write(team)));
    }

    /** A deal of 100 EUR of a team. */
    public static void sendOfTeam(
            String pipeline,
            UUID id,
            long sequence,
            EventType type,
            Instant at,
            Status status,
            String owner,
            String team) {
        var plain = deal(pipeline, id, at, status == Status.OPEN ? "talks" : "signed", status, owner, List.of(), null);
        var deal = new DealSnapshot(
                id,
                null,
                pipeline,
                1,
                "t",
                null,
                plain.stage(),
                status,
                at,
                at,
                owner,
                team,
                null,
                null,
                null,
                Map.of(),
                MONEY,
                MONEY,
                List.of(),
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of());
        var direction = status == Status.OPEN ? Direction.IN : Direction.WON;
        var change = new Change(direction, null, plain.stage(), List.of(), null, null, null, null);
        raw(
                id,
                type.wireName(),
                ContractJson.write(new DealEvent(type, id, sequence, at, at, "t", "api", change, null, null, deal)));
    }

    public static void define(ExchangeRateOfDay rate) {
        await(new ProducerRecord<>(Topics.EXCHANGE_RATES, rate.key(), ContractJson.write(rate)));
    }

    /** A deal of 100 EUR with values of the company's own fields. */
    public static void sendFields(
            String pipeline,
            UUID id,
            long sequence,
            EventType type,
            Instant at,
            Status status,
            Map<String, Object> fields) {
        send(pipeline, id, sequence, type, at, status, "o", List.of(), fields);
    }

    /** A deal of 100 EUR: two parts lamps, one part bulbs. */
    public static void sendLines(String pipeline, UUID id, long sequence, EventType type, Instant at, Status status) {
        var lines = List.of(line("l1", "lamps", "20"), line("l2", "bulbs", "10"));
        send(pipeline, id, sequence, type, at, status, "o", lines, null);
    }

    private static DealLine line(String id, String product, String price) {
        return new DealLine(id, product, BigDecimal.ONE, null, new Money(new BigDecimal(price), "EUR"), null);
    }

    /** A deal of 100 EUR; {@code status} null for one that is deleted. */
    public static void send(
            String pipeline, UUID id, long sequence, EventType type, Instant at, Status status, String owner) {
        send(pipeline, id, sequence, type, at, status, owner, List.of(), null);
    }

    private static void send(
            String pipeline,
            UUID id,
            long sequence,
            EventType type,
            Instant at,
            Status status,
            String owner,
            List<DealLine> lines,
            Map<String, Object> fields) {
        var stage = status == Status.OPEN ? "talks" : status == Status.WON ? "signed" : "lost";
        var direction = status == Status.OPEN ? Direction.IN : status == Status.WON ? Direction.WON : Direction.LOST;
        var change = new Change(direction, null, stage, List.of(), null, null, null, null);
        var deal = status == null ? null : deal(pipeline, id, at, stage, status, owner, lines, fields);
        var event = new DealEvent(type, id, sequence, at, at, "t", "api", change, null, null, deal);
        raw(id, type.wireName(), ContractJson.write(event));
    }

    /** All of a deal that was won is paid on the day of the event. */
    public static void pay(String pipeline, UUID id, long sequence, Instant at, String owner) {
        payment(pipeline, id, sequence, at, owner, LocalDate.ofInstant(at, ZoneOffset.UTC), null);
    }

    /** It was not: that event had been a mistake. */
    public static void reverse(String pipeline, UUID id, long sequence, Instant at, String owner, long payment) {
        var reversal = new Reversal("p" + payment, "a mistake");
        payment(pipeline, id, sequence, at, owner, LocalDate.ofInstant(at, ZoneOffset.UTC), reversal);
    }

    private static void payment(
            String pipeline, UUID id, long sequence, Instant at, String owner, LocalDate day, Reversal reversal) {
        var amount = reversal == null ? MONEY : new Money(MONEY.amount().negate(), MONEY.currency());
        var payment = new Payment("p" + sequence, amount, amount, day, null, reversal);
        var deal = deal(pipeline, id, at, "signed", Status.WON, owner, List.of(), null);
        var event =
                new DealEvent(EventType.PAYMENT_RECEIVED, id, sequence, at, at, "t", "api", null, null, payment, deal);
        raw(id, event.type().wireName(), ContractJson.write(event));
    }

    private static DealSnapshot deal(
            String pipeline,
            UUID id,
            Instant at,
            String stage,
            Status status,
            String owner,
            List<DealLine> lines,
            Map<String, Object> fields) {
        return new DealSnapshot(
                id, null, pipeline, 1, "t", null, stage, status, at, at, owner, null, null, null, null, fields, MONEY,
                MONEY, lines, null, null, List.of(), null, List.of(), null, null, List.of(), List.of());
    }

    /** Returns when the service answers from everything that has been published by now. */
    public static void areKnown(String pipeline) {
        var last = published;
        Waiting.until("the deals are known", () -> {
            var answer = RestAssured.given()
                    .auth()
                    .oauth2(BackingServices.token("vera", "viewer"))
                    .get("/forecasts/" + pipeline);
            return answer.statusCode() == 200
                    && answer.jsonPath().getString("dataFreshAsOf") != null
                    && Instant.parse(answer.jsonPath().getString("dataFreshAsOf"))
                            .isAfter(last);
        });
    }

    static void raw(UUID id, String type, byte[] value) {
        var message = new ProducerRecord<>(Topics.DEALS, id.toString(), value);
        message.headers().add(Topics.TYPE_HEADER, type.getBytes(StandardCharsets.UTF_8));
        await(message);
    }

    private static void await(ProducerRecord<String, byte[]> message) {
        try {
            PRODUCER.send(message).get();
            published = Instant.now();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
