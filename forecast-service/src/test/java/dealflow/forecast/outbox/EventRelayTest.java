package dealflow.forecast.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.forecast.ForecastCall;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Eight writers tell of five pipelines, some take it back, and relays come and go whose transactions break after Kafka has taken the events:
 * what was committed is told, in the order of its pipeline, and nothing else.
 */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class EventRelayTest {

    private static final int WRITERS = 8;
    private static final int EVENTS = 25;
    private static final int PIPELINES = 5;

    private final Outbox outbox = new Outbox();
    private final Map<UUID, String> committed = new ConcurrentHashMap<>();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void nothingIsLostAndEachPipelineIsToldInOrder() throws Exception {
        var own = new OwnOutbox("relayed");
        var first = own.relay(breaking(own.database()));
        var second = own.relay(breaking(own.database()));
        first.start();
        second.start();
        var writing = CompletableFuture.runAsync(() -> write(own));
        Waiting.until("a part is told", () -> committed.size() > WRITERS * EVENTS / 4);
        first.close();
        writing.join();
        second.close();
        var third = own.relay(breaking(own.database()));
        var fourth = own.relay(breaking(own.database()));
        third.start();
        fourth.start();

        var messages = own.messages(found -> ids(found).size() == committed.size());
        third.close();
        fourth.close();

        assertThat(broken).as("transactions that broke after events were sent").hasPositiveValue();
        var byPipeline = new HashMap<String, List<Long>>();
        var contents = new HashMap<String, String>();
        for (var message : messages) {
            var event = OwnOutbox.event(message);
            assertThat(message.key())
                    .isEqualTo(event.pipeline())
                    .isEqualTo(committed.get(event.call().id()));
            assertThat(OwnOutbox.header(message, "ce_id")).isEqualTo(event.pipeline() + "-" + event.sequence());
            assertThat(OwnOutbox.header(message, "ce_source")).isEqualTo("/dealflow/forecast-service");
            assertThat(OwnOutbox.header(message, "ce_subject")).isEqualTo(event.pipeline());
            assertThat(Instant.parse(OwnOutbox.header(message, "ce_time"))).isEqualTo(event.occurredAt());
            var value = new String(message.value());
            assertThat(contents.computeIfAbsent(OwnOutbox.header(message, "ce_id"), id -> value))
                    .as("what comes again is the same")
                    .isEqualTo(value);
            var told = byPipeline.computeIfAbsent(event.pipeline(), any -> new ArrayList<>());
            assertThat(event.sequence()).isLessThanOrEqualTo(told.size() + 1L);
            if (event.sequence() == told.size() + 1L) {
                told.add(event.sequence());
            }
        }
        assertThat(byPipeline.values().stream().mapToInt(List::size).sum()).isEqualTo(committed.size());
        byPipeline.values().forEach(told -> assertThat(told)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, told.size()).boxed().toList()));
        assertThat(rows(own, "outbox") + rows(own, "outbox_unpublished"))
                .as("what was told is gone")
                .isZero();
    }

    @Test
    void whereNothingBreaksNothingIsToldTwice() throws Exception {
        var own = new OwnOutbox("whole");
        var first = own.relay(own.database());
        var second = own.relay(own.database());
        first.start();
        second.start();
        write(own);
        var messages = own.messages(found -> ids(found).size() == committed.size());
        Waiting.until("all is forgotten", () -> rows(own, "outbox_unpublished") == 0);
        first.close();
        second.close();

        assertThat(own.messages(found -> found.size() >= committed.size())).hasSize(committed.size());
        assertThat(messages).hasSize(committed.size());
    }

    private static long rows(OwnOutbox own, String table) {
        return own.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static Set<String> ids(List<ConsumerRecord<String, byte[]>> messages) {
        var ids = new TreeSet<String>();
        messages.forEach(message -> ids.add(OwnOutbox.header(message, "ce_id")));
        return ids;
    }

    private void write(OwnOutbox own) {
        var threads = Executors.newFixedThreadPool(WRITERS);
        IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(own, new Random(writer)), threads))
                .toList()
                .forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void write(OwnOutbox own, Random random) {
        var database = own.jdbi();
        for (var i = 0; i < EVENTS; i++) {
            var id = UUID.randomUUID();
            var pipeline = "p" + random.nextInt(PIPELINES);
            var takenBack = random.nextInt(5) == 0;
            database.useTransaction(transaction -> {
                outbox.append(transaction, pipeline, List.of(call(id)));
                if (takenBack) {
                    transaction.rollback();
                }
            });
            if (!takenBack) {
                committed.put(id, pipeline);
            }
        }
    }

    private static ForecastEvent call(UUID id) {
        var at = Instant.parse("2026-03-04T10:15:00Z");
        return ForecastEvent.of(
                at,
                "EUR",
                new ForecastCall(id, "bookings", "2026-03", null, "li", BigDecimal.ONE, null, "so", "li", at, 1));
    }

    /** The first commit fails, and then about every fourth: what was sent before it is not forgotten. */
    private DataSource breaking(DataSource whole) {
        var random = new Random(7);
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Breaking(whole.getConnection(), random)::invoke));
    }

    private final class Breaking {

        private final Connection connection;
        private final Random random;
        private boolean deletes;

        Breaking(Connection connection, Random random) {
            this.connection = connection;
            this.random = random;
        }

        Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("prepareStatement")) {
                deletes |= arguments[0].toString().contains("DELETE");
            }
            if (method.getName().equals("commit") && deletes && (random.nextInt(4) == 0 || broken.get() == 0)) {
                broken.incrementAndGet();
                throw new SQLException("the connection broke");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
