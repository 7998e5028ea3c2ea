package dealflow.contract.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which deals have changed since the last look: for a replica that keeps what it needs of the deals in memory and
 * loads only what it has not seen yet.
 *
 * <pre>
 * var changes = ChangedDeals.since(connection, mark, 5000);    // mark is null the first time
 * if (changes.everything()) loadAll(connection); else load(connection, changes.deals());
 * mark = changes.next();
 * </pre>
 *
 * A look never misses a transaction that commits late: it reads on from the oldest transaction that was still running
 * at the last one. So it may name a deal again that was seen already; its sequence tells.
 */
public final class ChangedDeals {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private ChangedDeals() {}

    /**
     * How far somebody has looked.
     *
     * @param transaction whose changes are read on from, and {@code deal} the last one read of it
     * @param nextLook where the look after this one begins
     */
    public record Mark(UUID generation, String transaction, UUID deal, String nextLook) {

        private static Mark from(UUID generation, String transaction) {
            return new Mark(generation, transaction, BEFORE_ALL, null);
        }
    }

    /** A deal that has changed, or is gone: then the projection has nothing of it but its last sequence. */
    public record Changed(UUID deal, long sequence) {}

    /**
     * What a look found.
     *
     * @param everything forget what was loaded and load all: it is the first look, or the tables were rebuilt
     * @param deals empty if {@code everything}
     * @param next the mark for the next look
     * @param more whether there is more already
     */
    public record Changes(boolean everything, List<Changed> deals, Mark next, boolean more) {}

    /**
     * The changes since a mark. Load with the same connection, or later: never from an older snapshot.
     *
     * @param mark null to begin
     * @param limit the most deals to name in one go
     */
    public static Changes since(Connection connection, Mark mark, int limit) throws SQLException {
        Mark fresh;
        try (var statement = connection.prepareStatement(
                        "SELECT id, pg_snapshot_xmin(pg_current_snapshot()) FROM generation");
                var row = statement.executeQuery()) {
            row.next();
            fresh = Mark.from(row.getObject(1, UUID.class), row.getString(2));
        }
        if (mark == null || !mark.generation().equals(fresh.generation())) {
            return new Changes(true, List.of(), fresh, false);
        }
        // What was not visible when a look began is read by the one after it, whichever page it would be on.
        var nextLook = mark.nextLook() == null ? fresh.transaction() : mark.nextLook();
        var deals = new ArrayList<Changed>();
        var next = Mark.from(mark.generation(), nextLook);
        try (var statement = connection.prepareStatement(
                """
                SELECT deal_id, sequence, applied_in FROM deal_position
                WHERE (applied_in, deal_id) > (?::xid8, ?) ORDER BY applied_in, deal_id LIMIT ?
                """)) {
            statement.setString(1, mark.transaction());
            statement.setObject(2, mark.deal());
            statement.setInt(3, limit);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    deals.add(new Changed(rows.getObject(1, UUID.class), rows.getLong(2)));
                    if (deals.size() == limit) {
                        next = new Mark(mark.generation(), rows.getString(3), rows.getObject(1, UUID.class), nextLook);
                    }
                }
            }
        }
        return new Changes(false, deals, next, deals.size() == limit);
    }
}
