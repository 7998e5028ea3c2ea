package dealflow.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.projection.ParkedDeals;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.forecast.TestEvents;
import dealflow.forecast.projection.ForecastProjection;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The image that was kept up change by change is the one that a replica started now would load. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImagesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Images images;

    @Inject
    DataSource database;

    @Test
    void keptUpIsLikeLoaded() throws Exception {
        TestEvents.define("moving");
        var random = new Random(5);
        var sequences = new TreeMap<Integer, Integer>();
        var statuses = new Status[] {Status.OPEN, Status.WON, Status.LOST};
        for (var i = 0; i < 400; i++) {
            var deal = random.nextInt(60);
            if (sequences.getOrDefault(deal, 0) < 0) {
                continue;
            }
            var sequence = sequences.merge(deal, 1, Integer::sum);
            var gone = sequence > 1 && random.nextInt(12) == 0;
            var status = gone ? null : statuses[sequence == 1 ? 0 : random.nextInt(3)];
            var type = gone ? EventType.DELETED : sequence == 1 ? EventType.OPENED : EventType.STAGE_CHANGED;
            TestEvents.send("moving", id(deal), sequence, type, BEGIN.plusSeconds(9000L * i), status, "o" + i % 3);
            if (gone) {
                sequences.put(deal, -sequence);
            }
        }
        await("moving", sequences);
        var kept = images.latest().deals().get("moving");
        assertThat(kept.version()).as("seen in several steps").isGreaterThan(60);
        for (var days : List.of(5, 20, 60)) {
            var asOf = BEGIN.plusSeconds(86_400L * days);
            var pipeline = images.latest().pipelines().get("moving");
            assertThat(images.latest().lives(pipeline, asOf))
                    .containsExactlyInAnyOrderElementsOf(loaded(asOf))
                    .isNotEmpty();
        }
    }

    /** As an earlier release, or a hand, may have left them: the service itself refuses the events of such rows. */
    private static final List<String> POISON = List.of(
            "'0001-01-01T00:00:00Z', 'OPEN', 100, NULL, NULL, NULL",
            "'1600-01-01T00:00:00Z', 'OPEN', 100, NULL, NULL, NULL",
            "'infinity', 'OPEN', 100, NULL, NULL, NULL",
            "'2026-01-05T00:00:00Z', 'NONE', 100, NULL, NULL, NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 1e15, NULL, NULL, NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 'NaN', NULL, NULL, NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 100, 'infinity', NULL, NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 100, NULL, '{', NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 100, NULL,"
                    + " '[{\"milestone\":\"M\",\"share\":1,\"offsetDays\":2147483647}]', NULL",
            "'2026-01-05T00:00:00Z', 'OPEN', 100, NULL, NULL, '[{\"milestone\":\"M\",\"reachedOn\":\"-0001-01-01\"}]'");

    @Inject
    ParkedDeals parked;

    @Test
    void aRowThatCannotBeReadLeavesItsDealOutAndNobodyElseWaits() throws Exception {
        TestEvents.define("poisoned");
        TestEvents.send("poisoned", new UUID(8, 100), 1, EventType.OPENED, BEGIN, Status.OPEN, "li");
        for (var i = 0; i < POISON.size(); i++) {
            execute("INSERT INTO deal_state (deal_id, sequence, occurred_at, pipeline, stage, status, owner, amount,"
                    + " expected_on, payment_terms, milestones) SELECT '%s', s, t, 'poisoned', 'talks', st, 'li', a, e, p, m"
                            .formatted(new UUID(8, i))
                    + " FROM (VALUES (1, timestamptz '2026-01-02T00:00:00Z', 'OPEN', 100::numeric, NULL::date, NULL, NULL),"
                    + " (2, %s)) AS row (s, t, st, a, e, p, m)".formatted(POISON.get(i)));
            execute("INSERT INTO deal_position VALUES ('%s', 2)".formatted(new UUID(8, i)));
        }
        TestEvents.send("poisoned", new UUID(8, 101), 1, EventType.OPENED, BEGIN, Status.OPEN, "li");
        await("poisoned", Map.of(100, 1, 101, 1));
        assertThat(parked.list(new UUID(8, 0).toString().substring(0, 18), 100))
                .hasSize(POISON.size())
                .allSatisfy(deal -> {
                    assertThat(deal.events()).isZero();
                    assertThat(deal.reason()).startsWith("its rows cannot be read: ");
                });
        assertThat(parked.count()).isGreaterThanOrEqualTo(POISON.size());
        assertThat(parked.retry(new UUID(8, 0).toString())).isEqualTo(1);

        var whole = new UnreadableDeals();
        var read = new ArrayList<UUID>();
        try (var connection = database.getConnection()) {
            new HistoryLoader(new Dictionaries(), (pipeline, track) -> read.add(track.deal()), whole).all(connection);
        }
        assertThat(read).contains(new UUID(8, 100), new UUID(8, 101)).doesNotContain(new UUID(8, 0));
        assertThat(new ParkedDeals(database, new ForecastProjection(), whole).count())
                .isEqualTo(parked.count());

        execute("DELETE FROM deal_state WHERE pipeline = 'poisoned' AND stage = 'talks' AND sequence = 2");
        execute("UPDATE deal_position SET sequence = 3, applied_in = pg_current_xact_id() WHERE deal_id < '%s'"
                .formatted(new UUID(8, POISON.size())));
        TestEvents.send("poisoned", new UUID(8, 102), 1, EventType.OPENED, BEGIN, Status.OPEN, "li");
        var mended = new TreeMap<>(Map.of(100, 1, 101, 1, 102, 1));
        for (var i = 0; i < POISON.size(); i++) {
            mended.put(i, 1);
        }
        await("poisoned", mended);
        assertThat(parked.find(new UUID(8, 0).toString())).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static UUID id(int deal) {
        return new UUID(7, deal);
    }

    /** Until the image has the last event of each deal, and nothing of those that are gone. */
    private void await(String pipeline, Map<Integer, Integer> sequences) throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var seen = new TreeMap<Integer, Integer>();
            images.latest()
                    .deals()
                    .getOrDefault(pipeline, Image.Deals.NONE)
                    .forEach(track -> seen.put((int) track.deal().getLeastSignificantBits(), (int) track.sequence()));
            var wanted = new TreeMap<>(sequences);
            wanted.values().removeIf(sequence -> sequence < 0);
            if (seen.equals(wanted)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the image did not catch up in a minute");
    }

    private List<DealHistory> loaded(Instant asOf) throws SQLException {
        var dictionaries = new Dictionaries();
        var pipeline = images.latest().pipelines().get("moving");
        var reader = new DealHistoryReader(pipeline, dictionaries, new ZonedDays(pipeline.timeZone()));
        var lives = new ArrayList<DealHistory>();
        try (var connection = database.getConnection()) {
            new HistoryLoader(
                            dictionaries,
                            (key, track) -> {
                                var life = reader.read(track, HistoryLoader.micros(asOf));
                                if (key.equals("moving") && life != null) {
                                    lives.add(life);
                                }
                            },
                            new UnreadableDeals())
                    .all(connection);
        }
        return lives;
    }
}
