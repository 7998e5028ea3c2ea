package dealflow.contract.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a replica has in memory up with the projection's tables: one thread looks for what has changed, and hands it over.
 *
 * <pre>
 * var follower = new Follower("images", database, Duration.ofMillis(50), 5000, copy);
 * follower.start();
 * </pre>
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int PAUSES_PER_LOOK = 4;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration UNTIL_IT_ENDS = Duration.ofSeconds(5);

    /** What is kept in memory. One thread calls it; what one call reads is of one snapshot. */
    public interface Copy {

        /** Forgets all deals, and loads them. */
        void loadAll(Connection snapshot) throws SQLException;

        /** Loads the deals that have changed or are gone; none, if nothing has but perhaps a pipeline. */
        void load(Connection snapshot, List<ChangedDeals.Changed> deals) throws SQLException;

        /**
         * Lets questions see what was handed over.
         *
         * @param freshAsOf everything that was published by then is in it; null while nothing is known
         */
        void show(Instant freshAsOf);
    }

    private final DataSource database;
    private final Duration pause;
    private final int atOnce;
    private final Copy copy;
    private final Thread thread;
    private ChangedDeals.Mark mark;
    private Instant freshAsOf;
    private volatile String problem;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param pause between two looks; where a look takes long, it is four times as long as that
     * @param atOnce the most deals to hand over in one look
     */
    public Follower(String name, DataSource database, Duration pause, int atOnce, Copy copy) {
        this.database = database;
        this.pause = pause;
        this.atOnce = atOnce;
        this.copy = copy;
        this.thread = new Thread(this::follow, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Why it does not follow at the moment. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void follow() {
        while (!closed) {
            var began = System.nanoTime();
            var failed = false;
            var more = false;
            try {
                more = look();
                problem = null;
            } catch (SQLException | RuntimeException e) {
                failed = true;
                fail(e);
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            rest(failed ? AFTER_A_FAILURE : more ? took : longer(pause, took.multipliedBy(PAUSES_PER_LOOK)));
        }
    }

    private void fail(Exception e) {
        if (!closed) {
            problem = e.toString();
            LOG.warn("The changes could not be read; what was read before is answered", e);
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Takes over what has changed since the last look; returns whether there is more. */
    private boolean look() throws SQLException {
        // Before the changes: they may be fresher than this says, never older.
        var fresh = Freshness.of(database);
        try (var snapshot = database.getConnection()) {
            snapshot.setAutoCommit(false);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                var changes = ChangedDeals.since(snapshot, mark, atOnce);
                if (changes.everything()) {
                    copy.loadAll(snapshot);
                } else {
                    copy.load(snapshot, changes.deals());
                }
                mark = changes.next();
                if (!changes.more()) {
                    freshAsOf = fresh.orElse(null);
                }
                copy.show(freshAsOf);
                return changes.more();
            } finally {
                snapshot.rollback();
                snapshot.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    /** Ends the thread; a look that is under way is waited for, for some seconds. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(UNTIL_IT_ENDS.toMillis());
    }
}
