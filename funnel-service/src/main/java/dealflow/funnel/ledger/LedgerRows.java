package dealflow.funnel.ledger;

import dealflow.contract.deal.ProductMix;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import dealflow.contract.projection.DimensionFields;
import dealflow.contract.projection.OwnValues;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.funnel.history.Segment;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.unit.Amounts;
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

/**
 * Reads deals from the ledger into columns, by pipeline. It does not trust the rows: a deal of which one cannot be read is left
 * out, and told, and none of the others waits for it.
 */
public final class LedgerRows {

    /** What is out of bounds (Bounds) is not reckoned with: one overflow would end the whole statement. */
    private static final String COLUMNS =
            """
            SELECT deal_id, pipeline,
                   CASE WHEN at >= timestamptz '1900-01-01 00:00:00Z' AND at < timestamptz '2201-01-01 00:00:00Z'
                       THEN (extract(epoch FROM at) * 1000000)::bigint END,
                   direction, status, stage, owner, team, product, source, region,
                   CASE WHEN abs(amount) < 100000000000000 THEN (amount * 10000)::bigint END,
                   CASE direction WHEN 'LOST' THEN reason END,
                   CASE WHEN snoozed_until >= date '1900-01-01' AND snoozed_until < date '2201-01-01'
                       THEN snoozed_until - date '1970-01-01' END,
                   amount IS NOT NULL, snoozed_until IS NOT NULL, product_amounts, fields
            FROM deal_state
            """;

    private static final int AT_ONCE = 20_000;

    private final Function<String, ImageStore> stores;
    private final UnreadableDeals unreadable;
    private final OwnValues ownValues;
    private final Map<String, StateColumns> read = new HashMap<>();

    /** @param stores by the key of a pipeline; null for one that is not known, whose deals are left out */
    public LedgerRows(Function<String, ImageStore> stores, UnreadableDeals unreadable) {
        this(stores, unreadable, DimensionFields.NONE);
    }

    /** @param ownFields those by which deals are told apart */
    public LedgerRows(Function<String, ImageStore> stores, UnreadableDeals unreadable, DimensionFields ownFields) {
        ownValues = new OwnValues(ownFields.keys());
        this.stores = stores;
        this.unreadable = unreadable;
    }

    /**
     * All deals.
     *
     * @param progressColumns told how many rows have been read
     */
    public Map<String, StateColumns> all(Connection snapshot, LongConsumer progressColumns) throws SQLException {
        unreadable.forgetAll();
        try (var statement = snapshot.prepareStatement(COLUMNS + "ORDER BY deal_id, sequence")) {
            read(statement, progressColumns);
        }
        return read;
    }

    /** All deals of a pipeline; null for none. */
    StateColumns in(Connection snapshot, String pipeline) throws SQLException {
        try (var statement = snapshot.prepareStatement(COLUMNS + "WHERE pipeline = ? ORDER BY deal_id, sequence")) {
            statement.setString(1, pipeline);
            read(statement, rows -> {});
        }
        return read.get(pipeline);
    }

    /** Some deals; those without a state are in no pipeline. */
    public Map<String, StateColumns> of(Connection snapshot, Collection<UUID> deals) throws SQLException {
        unreadable.forget(deals);
        try (var statement =
                snapshot.prepareStatement(COLUMNS + "WHERE deal_id = ANY (?) ORDER BY deal_id, sequence")) {
            statement.setArray(1, snapshot.createArrayOf("uuid", deals.toArray()));
            read(statement, rows -> {});
        }
        return read;
    }

    private void read(PreparedStatement statement, LongConsumer progressColumns) throws SQLException {
        statement.setFetchSize(AT_ONCE);
        try (var rows = statement.executeQuery()) {
            UUID deal = null;
            StateColumns states = null;
            var last = Long.MIN_VALUE;
            var count = 0L;
            while (rows.next()) {
                var next = rows.getObject(1, UUID.class);
                if (!next.equals(deal)) {
                    if (states != null) {
                        states.end();
                    }
                    deal = next;
                    last = Long.MIN_VALUE;
                    var store = stores.apply(rows.getString(2));
                    states = store == null ? null : read.computeIfAbsent(rows.getString(2), any -> new StateColumns());
                    if (states != null) {
                        states.begin(deal);
                    }
                }
                if (states != null) {
                    try {
                        var state = state(rows, stores.apply(rows.getString(2)), last);
                        last = state.at();
                        states.add(state);
                    } catch (SQLException | RuntimeException e) {
                        states.drop();
                        states = null;
                        unreadable.add(deal, e.toString());
                    }
                }
                if (++count % AT_ONCE == 0) {
                    progressColumns.accept(count);
                }
            }
            if (states != null) {
                states.end();
            }
        }
    }

    /** @param last when the row before began */
    private StateColumns.State state(ResultSet rows, ImageStore store, long last) throws SQLException {
        var at = rows.getLong(3);
        check("at", !rows.wasNull() && at >= last);
        var direction = rows.getString(4);
        var amount = rows.getLong(12);
        var unknown = rows.wasNull();
        check("amount", unknown != rows.getBoolean(15));
        var snoozedUntil = rows.getInt(14);
        check("snoozed_until", rows.wasNull() != rows.getBoolean(16));
        return new StateColumns.State(
                at,
                direction == null ? null : Direction.valueOf(direction),
                Status.valueOf(rows.getString(5)),
                store.stage(rows.getString(6)),
                store.segment(new Segment(
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getString(11),
                        ownValues.read(rows.getString(18)))),
                unknown ? Amounts.UNKNOWN : amount,
                store.reason(rows.getString(13)),
                snoozedUntil,
                parts(rows.getString(9), rows.getString(17)));
    }

    /** Of several products; an amount that is not known has parts of nothing. */
    private static long[] parts(String products, String amounts) {
        if (!ProductMix.isOfSeveral(products)) {
            return null;
        }
        var parts = ProductMix.amounts(amounts).stream()
                .mapToLong(amount -> Amounts.orZero(Amounts.of(amount)))
                .toArray();
        check("product_amounts", parts.length == ProductMix.products(products).size());
        return parts;
    }

    private static void check(String column, boolean held) {
        if (!held) {
            throw new IllegalStateException("out of bounds: " + column);
        }
    }
}
