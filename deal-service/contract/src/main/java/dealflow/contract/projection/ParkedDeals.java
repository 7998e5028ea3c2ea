package dealflow.contract.projection;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deals that wait because one of their events could not be applied: to list, to retry, to discard. */
public final class ParkedDeals {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedDeals.class);

    private static final String DEADLOCK = "40P01";

    private final DataSource database;
    private final BatchApplier applier;
    private final UnreadableDeals unreadable;

    public ParkedDeals(DataSource database, Projection projection) {
        this(database, projection, new UnreadableDeals());
    }

    /** @param unreadable deals that are left out although all their events were applied */
    public ParkedDeals(DataSource database, Projection projection, UnreadableDeals unreadable) {
        this.database = database;
        this.applier = new BatchApplier(projection);
        this.unreadable = unreadable;
    }

    /**
     * A parked deal.
     *
     * @param events how many of them wait; 0 where all were applied, and what they left cannot be read
     * @param reason why its first parked event could not be applied
     */
    public record ParkedDeal(String dealId, int events, Instant since, String reason) {}

    /** Parked deals with an id above {@code after}, by id. */
    public List<ParkedDeal> list(String after, int limit) throws SQLException {
        return Stream.concat(
                        query("WHERE deal_id COLLATE \"C\" > ?", after, limit).stream(),
                        unreadable.all().stream().filter(deal -> deal.dealId().compareTo(after) > 0))
                .collect(Collectors.toMap(ParkedDeal::dealId, deal -> deal, (parked, same) -> parked, TreeMap::new))
                .values()
                .stream()
                .limit(limit)
                .toList();
    }

    /** A parked deal; empty if it is not parked. */
    public Optional<ParkedDeal> find(String dealId) throws SQLException {
        return Stream.concat(
                        query("WHERE deal_id = ?", dealId, 1).stream(),
                        unreadable.all().stream().filter(deal -> deal.dealId().equals(dealId)))
                .findFirst();
    }

    private List<ParkedDeal> query(String where, String dealId, int limit) throws SQLException {
        var deals = new ArrayList<ParkedDeal>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT deal_id, count(*), min(parked_at),"
                        + " (array_agg(reason ORDER BY parked_at, kafka_offset))[1]"
                        + " FROM parked_event " + where + " GROUP BY deal_id ORDER BY deal_id COLLATE \"C\" LIMIT ?")) {
            statement.setString(1, dealId);
            statement.setInt(2, limit);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    deals.add(new ParkedDeal(
                            rows.getString(1),
                            rows.getInt(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            rows.getString(4)));
                }
            }
        }
        return deals;
    }

    /** How many deals wait, or are left out. */
    public int count() throws SQLException {
        var leftOut = unreadable.all().stream().map(ParkedDeal::dealId).toArray();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT count(DISTINCT deal_id) FROM (SELECT deal_id FROM parked_event UNION ALL SELECT * FROM unnest(?)) AS parked")) {
            statement.setArray(1, connection.createArrayOf("text", leftOut));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /**
     * Tries a parked deal again, in order, as far as it goes.
     *
     * @return how many of its events are still parked, and one for a deal that is left out; 0 too for a deal that is neither
     */
    public int retry(String dealId) throws SQLException {
        return alone(transaction -> applier.drain(transaction, dealId)) + (unreadable.has(dealId) ? 1 : 0);
    }

    /**
     * Forgets the messages of a deal that cannot be read, which no retry can apply, and tries the others again.
     * An event that can be read is never discarded: the numbers would be wrong from then on.
     *
     * @return how many messages were forgotten
     */
    public int discardUnreadable(String dealId) throws SQLException {
        return alone(transaction -> {
            var discarded = new ProjectionTables(transaction).discardUnreadable(dealId);
            applier.drain(transaction, dealId);
            return discarded;
        });
    }

    /** While no consumer applies anything. */
    private int alone(Transactions.Work<Integer> work) throws SQLException {
        while (true) {
            try {
                return new Transactions(database, null).call(transaction -> {
                    new ProjectionTables(transaction).lockAlone();
                    return work.in(transaction);
                });
            } catch (NewGenerationException e) {
                LOG.debug("Tried again on the rebuilt tables", e);
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
                LOG.debug("Tried again after the swap of a rebuild that held the tables", e);
            }
        }
    }
}
