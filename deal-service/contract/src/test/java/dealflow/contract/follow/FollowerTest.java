package dealflow.contract.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.lifecycle.TestDatabase;
import dealflow.contract.projection.ProjectionTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept in memory is what the tables say, soon after whatever happens to them. */
class FollowerTest {

    private DataSource database;
    private Follower follower;
    private final Sequences copy = new Sequences();

    /** The sequence of each deal, read anew from the tables wherever the follower says so. */
    private static final class Sequences implements Follower.Copy {

        private final Map<UUID, Long> kept = new TreeMap<>();
        private final AtomicInteger fullLoads = new AtomicInteger();
        private volatile Map<UUID, Long> shown;
        private volatile boolean broken;

        @Override
        public void loadAll(Connection snapshot) throws SQLException {
            fullLoads.incrementAndGet();
            kept.clear();
            read(snapshot);
        }

        @Override
        public void load(Connection snapshot, List<ChangedDeals.Changed> deals) throws SQLException {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            if (!deals.isEmpty()) {
                read(snapshot);
            }
        }

        private void read(Connection snapshot) throws SQLException {
            try (var statement = snapshot.prepareStatement("SELECT deal_id, sequence FROM deal_position");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }

        @Override
        public void show(Instant freshAsOf) {
            shown = new TreeMap<>(kept);
        }
    }

    @BeforeEach
    void follow() throws Exception {
        database = TestDatabase.empty();
        TestDatabase.migrate(database);
        follower = new Follower("copy", database, Duration.ofMillis(10), 3, copy);
    }

    @AfterEach
    void stop() throws InterruptedException {
        follower.close();
    }

    @Test
    void whatWasThereIsLoadedOnceAndWhatChangesFollows() throws Exception {
        write(1, 4);
        follower.start();
        await(Map.of(deal(1), 4L));
        for (var i = 1; i <= 10; i++) {
            write(i, 5);
        }
        var all = new TreeMap<UUID, Long>();
        for (var i = 1; i <= 10; i++) {
            all.put(deal(i), 5L);
        }
        await(all);
        assertThat(copy.fullLoads).hasValue(1);
    }

    @Test
    void otherTablesAreLoadedAnew() throws Exception {
        write(1, 1);
        follower.start();
        await(Map.of(deal(1), 1L));
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM deal_position");
                statement.execute("UPDATE generation SET id = gen_random_uuid()");
            }
            new ProjectionTables(connection).setSequences(Map.of(deal(2), 7L));
            connection.commit();
        }
        await(Map.of(deal(2), 7L));
        assertThat(copy.fullLoads).hasValue(2);
    }

    @Test
    void aFailureIsToldWhatWasReadStaysAndItGoesOnByItself() throws Exception {
        write(1, 1);
        follower.start();
        await(Map.of(deal(1), 1L));
        copy.broken = true;
        write(1, 2);
        await(() -> follower.problem().isPresent());
        assertThat(follower.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("broken"));
        assertThat(copy.shown).isEqualTo(Map.of(deal(1), 1L));
        copy.broken = false;
        await(Map.of(deal(1), 2L));
        assertThat(follower.problem()).isEmpty();
    }

    private void await(Map<UUID, Long> expected) throws InterruptedException {
        await(() -> expected.equals(copy.shown) && follower.problem().isEmpty());
        assertThat(copy.shown).isEqualTo(expected);
    }

    /** However busy the machine is. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (var tries = 0; tries < 6000 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void write(int deal, long sequence) throws SQLException {
        try (var connection = database.getConnection()) {
            new ProjectionTables(connection).setSequences(Map.of(deal(deal), sequence));
        }
    }

    private static UUID deal(int number) {
        return new UUID(1, number);
    }
}
