package dealflow.deal.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Publishes every event again, for a topic that was lost: the outbox keeps them all, and consumers know duplicates. */
@ApplicationScoped
public class Republication {

    /** Counting further would cost more than it tells. */
    static final int MANY = 1_000_000;

    @Inject
    DataSource database;

    @Inject
    OutboxRelay relay;

    /**
     * Marks all events as not published. They go out in the order of each deal, before those that come later.
     *
     * @return how many there are that were published before
     */
    @Transactional
    public long order() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // One statement over the whole history; what bounds a question's time is not meant for it.
            statement.execute("SET LOCAL statement_timeout = 0");
            var marked = statement.executeLargeUpdate(
                    """
                    INSERT INTO outbox_unpublished (bucket, outbox_id)
                    SELECT hashtext(aggregateid) & %d, id FROM outbox ON CONFLICT DO NOTHING
                    """
                            .formatted(Outbox.BUCKETS - 1));
            relay.wake();
            return marked;
        } catch (SQLException e) {
            throw new IllegalStateException("The events could not be marked", e);
        }
    }

    /** How many events wait to be published, be it again or for the first time; counted up to {@link #MANY}. */
    public long waiting() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM (SELECT FROM outbox_unpublished LIMIT " + MANY + ") AS waiting")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The events that wait could not be counted", e);
        }
    }
}
