package dealflow.deal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.deal.outbox.CloudEvent;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the order in which transactions begin, write and end, a reader of the feed misses nothing. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FeedTest {

    private static final String EVENT =
            """
            INSERT INTO outbox (aggregatetype, aggregateid, version, type, payload, occurred_at)
            VALUES ('deals', '%s', %d, 'dealflow.deal.revised.v1',
                '{"deal":{"pipeline":"%s","owner":"ann","team":null},"previous":{"owner":"bob"}}', now())""";

    @Inject
    Feed feed;

    /** They are no deals: others, who read or erase all events, would stumble over them. */
    @AfterEach
    void takeThemBack() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    DELETE FROM feed USING outbox WHERE outbox_id = outbox.id AND aggregatetype = 'deals'
                    AND length(aggregateid) <> 36;
                    DELETE FROM outbox WHERE aggregatetype = 'deals' AND length(aggregateid) <> 36
                    """);
            connection.commit();
        }
    }

    @Test
    void whoCommitsLateIsReadLate() throws SQLException {
        var begin = feed.last();
        var filter = ofPipeline(UUID.randomUUID().toString());
        try (var early = connect();
                var late = connect()) {
            write(late, "late", 1, filter);
            write(early, "early", 1, filter);
            early.commit();
            feed.advance();
            var first = feed.read(begin, filter, 10);
            assertThat(subjects(first)).containsExactly("early");
            late.commit();
            feed.advance();
            assertThat(subjects(feed.read(first.last(), filter, 10))).containsExactly("late");
            assertThat(subjects(feed.read(begin, filter, 10))).containsExactly("early", "late");
        }
    }

    @Test
    void aTransactionThatBeganBeforeItsPredecessorDoesNotOvertakeIt() throws SQLException {
        var begin = feed.last();
        var filter = ofPipeline(UUID.randomUUID().toString());
        try (var old = connect();
                var between = connect();
                var young = connect()) {
            // Its number is lower than those of the two others.
            write(old, "x", 1, filter);
            write(between, "y", 1, filter);
            write(young, "deal", 5, filter);
            young.commit();
            write(old, "deal", 6, filter);
            old.commit();
            feed.advance();
            var first = feed.read(begin, filter, 10);
            assertThat(first.events())
                    .filteredOn(placed -> placed.event().subject().startsWith("deal"))
                    .extracting(placed -> placed.event().id().replaceAll(".*-", ""))
                    .containsExactly("5", "6");
            between.commit();
            feed.advance();
            assertThat(subjects(feed.read(first.last(), filter, 10))).containsExactly("y");
        }
    }

    @Test
    void aReaderBesideManyWritersGetsEverythingOnceAndEachDealInOrder() {
        var begin = feed.last();
        var filter = ofPipeline(UUID.randomUUID().toString());
        var locks = IntStream.range(0, 5).mapToObj(i -> new Object()).toList();
        var versions = new int[5];
        var writers = Executors.newFixedThreadPool(9);
        var done = new AtomicBoolean();
        var reader = CompletableFuture.supplyAsync(() -> follow(begin, filter, done), writers);
        var writing = IntStream.range(0, 8)
                .mapToObj(w -> CompletableFuture.runAsync(() -> write(w, locks, versions, filter), writers))
                .toList();
        writing.forEach(CompletableFuture::join);
        done.set(true);
        var read = reader.join();
        writers.shutdown();
        var byDeal = read.stream()
                .collect(Collectors.groupingBy(
                        CloudEvent::subject,
                        Collectors.mapping(
                                event -> Long.valueOf(event.id().replaceAll(".*-", "")), Collectors.toList())));
        assertThat(byDeal).hasSize(5 + 8);
        for (var deal = 0; deal < 5; deal++) {
            assertThat(byDeal.get("deal" + deal + filter.pipelines().get(0)))
                    .isEqualTo(LongStream.rangeClosed(1, versions[deal]).boxed().toList());
        }
        for (var w = 0; w < 8; w++) {
            assertThat(byDeal.get("own" + w + filter.pipelines().get(0)))
                    .isEqualTo(LongStream.range(0, 40).boxed().toList());
        }
    }

    /** Half a character is JSON and no text: PostgreSQL does not read it as jsonb. An event whose columns tell nobody has only that. */
    @Test
    void anEventThatCannotBeReadHoldsNobody() throws SQLException {
        var filter = ofPipeline(UUID.randomUUID().toString());
        var pipeline = filter.pipelines().get(0);
        var begin = feed.last();
        try (var connection = connect()) {
            write(connection, "half", 1, filter);
            write(connection, "half", 2, filter);
            write(connection, "broken", 1, filter);
            write(connection, "gone", 1, filter);
            write(connection, "gone", 2, filter);
            execute(
                    connection,
                    "UPDATE outbox SET payload = replace(payload, 'ann', 'a\\ud800b') WHERE aggregateid = 'half"
                            + pipeline + "' AND version = 1");
            execute(connection, "UPDATE outbox SET payload = '{not json' WHERE aggregateid = 'broken" + pipeline + "'");
            execute(
                    connection,
                    "UPDATE outbox SET payload = '{\"deal\":null}', type = 'dealflow.deal.deleted.v1' WHERE version = 2 AND aggregateid LIKE '%"
                            + pipeline + "'");
            // What is in columns is not read out of the JSON again.
            execute(
                    connection,
                    "UPDATE outbox SET pipeline = '" + pipeline
                            + "', owners = '{cy}', teams = '{}', payload = '{' WHERE version = 1 AND aggregateid = 'gone"
                            + pipeline + "'");
            write(connection, "healthy", 1, filter);
            connection.commit();
            feed.advance();
            var read = feed.read(begin, EventFilter.ALL, 1000);
            assertThat(subjects(read)).containsSubsequence("half", "half", "broken", "gone", "gone", "healthy");
            assertThat(subjects(feed.read(begin, filter, 10))).containsExactly("gone", "gone", "healthy");
            assertThat(subjects(feed.read(
                            begin, new EventFilter(List.of(), List.of(pipeline), List.of("cy"), List.of()), 10)))
                    .containsExactly("gone", "gone");
        }
    }

    @Test
    void aDealThatCannotBeReadIsLeftOutOfAnExportAndTheOthersAreInIt() throws SQLException {
        var pipeline = DealApi.pipeline();
        var poisoned = DealApi.lead(pipeline);
        var healthy = DealApi.lead(pipeline);
        try (var connection = connect()) {
            var of = " WHERE aggregateid = '" + poisoned + "'";
            execute(
                    connection,
                    "UPDATE outbox SET payload = replace(payload, '\"occurredAt\":\"20', '\"occurredAt\":\"00')" + of);
            connection.commit();
            try {
                assertThat(DealApi.as("sales-ops")
                                .get("/exports/deals?pipeline=" + pipeline)
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString()
                                .lines())
                        .singleElement()
                        .asString()
                        .contains(healthy);
            } finally {
                execute(
                        connection,
                        "UPDATE outbox SET payload = replace(payload, '\"occurredAt\":\"00', '\"occurredAt\":\"20')"
                                + of);
                connection.commit();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void write(int writer, List<Object> locks, int[] versions, EventFilter filter) {
        var random = new Random(writer);
        try (var connection = connect()) {
            for (var i = 0; i < 40; i++) {
                // Half of the transactions have a number before they come to the deal that others hold.
                if (random.nextBoolean()) {
                    write(connection, "own" + writer, i, filter);
                }
                var deal = random.nextInt(5);
                synchronized (locks.get(deal)) {
                    write(connection, "deal" + deal, ++versions[deal], filter);
                    Thread.sleep(random.nextInt(3));
                    if (!written(connection, "own" + writer, i, filter)) {
                        write(connection, "own" + writer, i, filter);
                    }
                    connection.commit();
                }
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CloudEvent> follow(long begin, EventFilter filter, AtomicBoolean done) {
        var read = new ArrayList<CloudEvent>();
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        for (var position = begin; ; ) {
            var last = done.get();
            feed.advance();
            var page = feed.read(position, filter, 7);
            page.events().forEach(placed -> read.add(placed.event()));
            position = page.last();
            // Another replica may be advancing the feed just now: the end is where everything has been read.
            if (last && (read.size() == 8 * 40 * 2 || Instant.now().isAfter(deadline))) {
                return read;
            }
        }
    }

    private static boolean written(Connection connection, String deal, long version, EventFilter filter)
            throws SQLException {
        try (var row = connection
                .createStatement()
                .executeQuery("SELECT 1 FROM outbox WHERE aggregateid = '%s' AND version = %d"
                        .formatted(deal + filter.pipelines().get(0), version))) {
            return row.next();
        }
    }

    private static void write(Connection connection, String deal, long version, EventFilter filter)
            throws SQLException {
        var pipeline = filter.pipelines().get(0);
        connection.createStatement().execute(EVENT.formatted(deal + pipeline, version, pipeline));
    }

    private static EventFilter ofPipeline(String pipeline) {
        return new EventFilter(List.of(), List.of(pipeline), List.of(), List.of());
    }

    private static List<String> subjects(FeedPage page) {
        return page.events().stream()
                .map(placed -> placed.event().subject().replaceAll("[0-9a-f]{8}-.*", ""))
                .toList();
    }

    private static Connection connect() throws SQLException {
        var connection =
                DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
        connection.setAutoCommit(false);
        return connection;
    }
}
