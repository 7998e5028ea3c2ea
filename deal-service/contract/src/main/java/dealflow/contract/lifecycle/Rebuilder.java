package dealflow.contract.lifecycle;

import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.Offsets;
import dealflow.contract.projection.Retryable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the rebuilds that are ordered. One replica at a time works; if it goes away, another one goes on where it was.
 */
final class Rebuilder implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);
    private static final long LOCK = 0x72656275696c6421L;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LIVE_WAITS = Duration.ofSeconds(10);

    private final DataSource database;
    private final Rebuilds rebuilds;
    private final ShadowSchema next;
    private final Supplier<DealEventConsumer> fillers;
    private volatile boolean closing;
    private volatile Thread thread;

    /** @param fillers makes a consumer that fills the next schema */
    Rebuilder(DataSource database, ShadowSchema next, Supplier<DealEventConsumer> fillers) {
        this.database = database;
        this.rebuilds = new Rebuilds(database);
        this.next = next;
        this.fillers = fillers;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!closing) {
            try {
                if (rebuilds.running().isPresent()) {
                    workAlone();
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warn("The rebuild stopped, goes on soon: {}", e.toString());
            }
        }
    }

    private void workAlone() throws SQLException, InterruptedException {
        try (var lock = database.getConnection()) {
            if (!locked(lock, "SELECT pg_try_advisory_lock(?)")) {
                return;
            }
            try {
                var rebuild = rebuilds.running();
                if (rebuild.isPresent()) {
                    work(rebuild.get(), lock);
                }
            } finally {
                locked(lock, "SELECT pg_advisory_unlock(?)");
            }
        }
    }

    private static boolean locked(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void work(Rebuild rebuild, Connection lock) throws SQLException, InterruptedException {
        LOG.info("Rebuild {} fills new tables", rebuild.id());
        try {
            next.create(rebuild.id());
        } catch (FlywayException e) {
            if (!Retryable.is(e)) {
                rebuilds.failed(rebuild.id(), "the new tables could not be created: " + e.getMessage());
                return;
            }
            throw e;
        }
        try (var filler = fillers.get()) {
            filler.start();
            // Without the lock's connection another replica may have begun: this one ends.
            while (!closing && lock.isValid(5) && !finished(rebuild, filler)) {
                Thread.sleep(500);
            }
        }
    }

    private boolean finished(Rebuild rebuild, DealEventConsumer filler) throws SQLException {
        var read = filler.offsets().values();
        if (!read.isEmpty()) {
            rebuilds.progress(
                    rebuild.id(),
                    read.stream().mapToLong(Offsets::position).sum(),
                    read.stream().mapToLong(Offsets::end).sum());
        }
        if (!next.caughtUp(filler.offsets())) {
            return false;
        }
        return switch (next.swap(rebuild.id(), LIVE_WAITS, filler::close)) {
            case BEHIND -> false;
            case PARKED_FURTHER ->
                failed(rebuild, "deals are parked in the rebuilt tables that are further in the live ones");
            case OTHER_TABLES -> failed(rebuild, "the service was upgraded meanwhile; order another rebuild");
            case DONE -> {
                LOG.info("Rebuild {} answers now", rebuild.id());
                next.dropOld();
                yield true;
            }
        };
    }

    private boolean failed(Rebuild rebuild, String problem) throws SQLException {
        LOG.warn("Rebuild {} failed: {}", rebuild.id(), problem);
        rebuilds.failed(rebuild.id(), problem);
        return true;
    }

    @Override
    public void close() {
        closing = true;
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
