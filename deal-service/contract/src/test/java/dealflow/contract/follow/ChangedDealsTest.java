package dealflow.contract.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.lifecycle.TestDatabase;
import dealflow.contract.projection.ProjectionTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No change is missed, whenever its transaction commits. */
class ChangedDealsTest {

    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 150;

    private DataSource database;
    private final Map<UUID, Long> seen = new HashMap<>();
    private ChangedDeals.Mark mark;
    private int looks;

    @BeforeEach
    void migrate() throws Exception {
        database = TestDatabase.empty();
        TestDatabase.migrate(database);
    }

    @Test
    void theFirstLookIsEverythingAndTheNextOnlyWhatHasChanged() throws Exception {
        write(deal(1), 1);
        assertThat(look(10).everything()).isTrue();
        assertThat(look(10).deals()).isEmpty();
        write(deal(1), 2);
        write(deal(2), 1);
        assertThat(look(10).deals())
                .containsExactlyInAnyOrder(new ChangedDeals.Changed(deal(1), 2), new ChangedDeals.Changed(deal(2), 1));
        assertThat(look(10).deals()).isEmpty();
    }

    @Test
    void aTransactionThatCommitsLateIsSeenByTheNextLook() throws Exception {
        look(10);
        try (var late = database.getConnection()) {
            late.setAutoCommit(false);
            set(late, deal(1), 1);
            write(deal(2), 1);
            assertThat(look(10).deals()).extracting(ChangedDeals.Changed::deal).containsExactly(deal(2));
            late.commit();
        }
        assertThat(look(10).deals()).extracting(ChangedDeals.Changed::deal).contains(deal(1));
        assertThat(look(10).deals()).isEmpty();
    }

    @Test
    void aLateCommitBehindThePageThatIsReadIsNotMissedEither() throws Exception {
        look(10);
        try (var late = database.getConnection()) {
            late.setAutoCommit(false);
            set(late, deal(9), 1);
            for (var i = 1; i <= 6; i++) {
                write(deal(i), 1);
            }
            assertThat(look(4).more()).isTrue();
            late.commit();
        }
        var pages = 0;
        while (look(4).more()) {
            assertThat(++pages).isLessThan(9);
        }
        while (look(4).more()) {
            assertThat(++pages).isLessThan(9);
        }
        assertThat(seen)
                .containsOnlyKeys(IntStream.of(1, 2, 3, 4, 5, 6, 9)
                        .mapToObj(ChangedDealsTest::deal)
                        .toList());
    }

    @Test
    void otherTablesAreEverything() throws Exception {
        look(10);
        write(deal(1), 1);
        TestDatabase.execute(database, "UPDATE generation SET id = gen_random_uuid()");
        assertThat(look(10).everything()).isTrue();
        assertThat(look(10).deals()).isEmpty();
    }

    @Test
    void underManyWritersEachLookFindsAllThatWasCommittedBefore() throws Exception {
        look(10);
        var committed = new ConcurrentHashMap<UUID, Long>();
        var executor = Executors.newFixedThreadPool(WRITERS);
        try {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> executor.submit(writer(writer, committed)))
                    .toList();
            while (!writers.stream().allMatch(Future::isDone)) {
                var before = Map.copyOf(committed);
                while (look(7).more()) {}
                assertThat(seen)
                        .as("after look %d", looks)
                        .satisfies(all -> before.forEach((deal, sequence) ->
                                assertThat(all.getOrDefault(deal, 0L)).isGreaterThanOrEqualTo(sequence)));
            }
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            executor.shutdownNow();
        }
        while (look(7).more()) {}
        assertThat(seen).isEqualTo(committed);
        assertThat(looks).as("looks while the writers wrote").isGreaterThan(20);
    }

    /** Writes to deals of its own; some of its transactions last long, and some are rolled back. */
    private Callable<Void> writer(int writer, Map<UUID, Long> committed) {
        return () -> {
            var random = new Random(writer);
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                for (var i = 0; i < TRANSACTIONS; i++) {
                    var changed = new HashMap<UUID, Long>();
                    for (var n = 1 + random.nextInt(5); n > 0; n--) {
                        var deal = deal(writer * 100 + random.nextInt(40));
                        changed.put(deal, committed.getOrDefault(deal, 0L) + 1);
                        set(connection, deal, changed.get(deal));
                    }
                    Thread.sleep(random.nextInt(10) == 0 ? 60 : random.nextInt(4));
                    if (random.nextInt(8) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        committed.putAll(changed);
                    }
                }
            }
            return null;
        };
    }

    private ChangedDeals.Changes look(int limit) throws SQLException {
        try (var connection = database.getConnection()) {
            var changes = ChangedDeals.since(connection, mark, limit);
            changes.deals().forEach(changed -> seen.merge(changed.deal(), changed.sequence(), Math::max));
            mark = changes.next();
            looks++;
            return changes;
        }
    }

    private void write(UUID deal, long sequence) throws SQLException {
        try (var connection = database.getConnection()) {
            set(connection, deal, sequence);
        }
    }

    private static void set(Connection connection, UUID deal, long sequence) throws SQLException {
        new ProjectionTables(connection).setSequences(Map.of(deal, sequence));
    }

    private static UUID deal(int number) {
        return new UUID(1, number);
    }
}
