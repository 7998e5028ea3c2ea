package dealflow.funnel;

import dealflow.contract.Direction;
import dealflow.contract.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Reads deals from the ledger into columns, by pipeline. */
final class LedgerRows {

    private static final String COLUMNS =
            """
            SELECT deal_id, pipeline, (extract(epoch FROM at) * 1000000)::bigint, direction, status, stage, owner, team,
                   product, source, region, (amount * 10000)::bigint, CASE direction WHEN 'LOST' THEN reason END,
                   snoozed_until - date '1970-01-01'
            FROM deal_state
            """;
    private static final int AT_ONCE = 20_000;

    private final Function<String, ImageStore> stores;
    private final Map<String, States> read = new HashMap<>();

    /** @param stores by the key of a pipeline; null for one that is not known, whose deals are left out */
    LedgerRows(Function<String, ImageStore> stores) {
        this.stores = stores;
    }

    /**
     * All deals.
     *
     * @param progress told how many rows have been read
     */
    Map<String, States> all(Connection snapshot, LongConsumer progress) throws SQLException {
        try (var statement = snapshot.prepareStatement(COLUMNS + "ORDER BY deal_id, sequence")) {
            read(statement, progress);
        }
        return read;
    }

    /** All deals of a pipeline; null for none. */
    States in(Connection snapshot, String pipeline) throws SQLException {
        try (var statement = snapshot.prepareStatement(COLUMNS + "WHERE pipeline = ? ORDER BY deal_id, sequence")) {
            statement.setString(1, pipeline);
            read(statement, rows -> {});
        }
        return read.get(pipeline);
    }

    /** Some deals; those without a state are in no pipeline. */
    Map<String, States> of(Connection snapshot, Collection<UUID> deals) throws SQLException {
        try (var statement =
                snapshot.prepareStatement(COLUMNS + "WHERE deal_id = ANY (?) ORDER BY deal_id, sequence")) {
            statement.setArray(1, snapshot.createArrayOf("uuid", deals.toArray()));
            read(statement, rows -> {});
        }
        return read;
    }

    private void read(PreparedStatement statement, LongConsumer progress) throws SQLException {
        statement.setFetchSize(AT_ONCE);
        try (var rows = statement.executeQuery()) {
            UUID deal = null;
            States states = null;
            var count = 0L;
            while (rows.next()) {
                var next = rows.getObject(1, UUID.class);
                if (!next.equals(deal)) {
                    if (states != null) {
                        states.end();
                    }
                    deal = next;
                    var store = stores.apply(rows.getString(2));
                    states = store == null ? null : read.computeIfAbsent(rows.getString(2), any -> new States());
                    if (states != null) {
                        states.begin(deal);
                    }
                }
                if (states != null) {
                    states.add(state(rows, stores.apply(rows.getString(2))));
                }
                if (++count % AT_ONCE == 0) {
                    progress.accept(count);
                }
            }
            if (states != null) {
                states.end();
            }
        }
    }

    private static States.State state(ResultSet rows, ImageStore store) throws SQLException {
        var direction = rows.getString(4);
        var amount = rows.getLong(12);
        var unknown = rows.wasNull();
        return new States.State(
                rows.getLong(3),
                direction == null ? null : Direction.valueOf(direction),
                Status.valueOf(rows.getString(5)),
                store.stage(rows.getString(6)),
                store.segment(new Segment(
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getString(11))),
                unknown ? Amounts.UNKNOWN : amount,
                store.reason(rows.getString(13)),
                rows.getInt(14));
    }
}
