package dealflow.deal.outbox;

import dealflow.contract.outbox.OutboxMetrics;
import dealflow.contract.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;

/** Publishes every event again, for a topic that was lost: the outbox keeps them all, and consumers know duplicates. */
@ApplicationScoped
public class Republication {

    @Inject
    Jdbi database;

    @Inject
    EventRelay relay;

    /**
     * Marks all events as not published. They go out in the order of each deal, before those that come later.
     *
     * @return how many there are that were published before
     */
    @Transactional
    public long order() {
        var marked = database.withHandle(transaction -> {
            // One statement over the whole history; what bounds a question's time is not meant for it.
            transaction.execute("SET LOCAL statement_timeout = 0");
            return transaction
                    .createUpdate(
                            """
                            INSERT INTO outbox_unpublished (bucket, outbox_id)
                            SELECT hashtext(aggregateid) & :mask, id FROM outbox ON CONFLICT DO NOTHING
                            """)
                    .bind("mask", OutboxRelay.BUCKETS - 1)
                    .executeLarge();
        });
        relay.wake();
        return marked;
    }

    /** How many events wait to be published, be it again or for the first time; counted up to {@link OutboxMetrics#MANY}. */
    public long waiting() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM (SELECT FROM outbox_unpublished LIMIT :many) AS waiting")
                .bind("many", OutboxMetrics.MANY)
                .mapTo(Long.class)
                .one());
    }
}
