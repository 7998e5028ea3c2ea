package dealflow.contract.projection;

import dealflow.contract.event.DealEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies messages to a projection, each exactly once: per deal a sequence up to the current one is a duplicate, the
 * next one is applied, and a later one is a gap. What cannot be applied parks its deal and nothing else.
 */
final class BatchApplier {

    private static final Logger LOG = LoggerFactory.getLogger(BatchApplier.class);

    private final Projection projection;

    BatchApplier(Projection projection) {
        this.projection = projection;
    }

    /**
     * Applies a batch within a transaction that the caller ends, and that holds the tables ({@code lockShared}).
     *
     * @return how many events were new and applied
     */
    int apply(Connection transaction, List<Message> messages) throws SQLException {
        var tables = new ProjectionTables(transaction);
        tables.lockPartitions(messages.stream().map(Message::partition).collect(Collectors.toCollection(TreeSet::new)));
        var parked = tables.parkedDeals();
        var ready = new ArrayList<Message>(messages.size());
        var drain = new LinkedHashSet<String>();
        var current = tables.sequences(messages.stream()
                .filter(message -> message.event() != null)
                .map(message -> message.event().dealId())
                .collect(Collectors.toSet()));
        for (var message : messages) {
            if (message.event() == null) {
                park(tables, message, message.problem());
                parked.add(message.key());
                continue;
            }
            var deal = message.event().dealId();
            var sequence = message.event().sequence();
            var last = current.getOrDefault(deal, 0L);
            if (sequence <= last) {
                continue;
            }
            if (parked.contains(message.key())) {
                park(tables, message, "an earlier event of this deal is parked");
                drain.add(message.key());
            } else if (sequence > last + 1) {
                park(tables, message, "gap: sequence %d follows %d".formatted(sequence, last));
                parked.add(message.key());
            } else {
                ready.add(message);
                current.put(deal, sequence);
            }
        }
        var reached = applyReady(transaction, ready);
        tables.setSequences(reached);
        for (var deal : drain) {
            drain(transaction, deal);
        }
        return (int) ready.stream()
                .filter(message -> message.event().sequence()
                        <= reached.getOrDefault(message.event().dealId(), 0L))
                .count();
    }

    /**
     * Applies all at once or, if one of them fails, deal by deal, and a deal with a failure event by event.
     *
     * @return the last sequence applied of each deal that has come further
     */
    private Map<UUID, Long> applyReady(Connection transaction, List<Message> ready) throws SQLException {
        var reached = new HashMap<UUID, Long>();
        if (tryApply(transaction, ready) == null) {
            ready.forEach(message ->
                    reached.put(message.event().dealId(), message.event().sequence()));
            return reached;
        }
        var byDeal = ready.stream()
                .collect(Collectors.groupingBy(
                        message -> message.event().dealId(), LinkedHashMap::new, Collectors.toList()));
        for (var deal : byDeal.entrySet()) {
            for (var message : applyAsFarAsItGoes(transaction, deal.getValue())) {
                reached.put(deal.getKey(), message.event().sequence());
            }
        }
        return reached;
    }

    /** Applies a deal's messages up to the first that fails, parks the rest, and returns what was applied. */
    private List<Message> applyAsFarAsItGoes(Connection transaction, List<Message> messages) throws SQLException {
        if (messages.size() > 1 && tryApply(transaction, messages) == null) {
            return messages;
        }
        for (var i = 0; i < messages.size(); i++) {
            var problem = tryApply(transaction, List.of(messages.get(i)));
            if (problem != null) {
                var tables = new ProjectionTables(transaction);
                park(tables, messages.get(i), problem);
                for (var later : messages.subList(i + 1, messages.size())) {
                    park(tables, later, "an earlier event of this deal is parked");
                }
                return messages.subList(0, i);
            }
        }
        return messages;
    }

    /**
     * Tries what is parked of a deal again, in order, as far as it goes.
     *
     * @return how many events are still parked
     */
    int drain(Connection transaction, String deal) throws SQLException {
        var tables = new ProjectionTables(transaction);
        var messages = tables.parked(deal);
        var left = messages.size();
        for (var message : messages) {
            if (message.event() == null) {
                break;
            }
            var id = message.event().dealId();
            var last = tables.sequences(List.of(id)).getOrDefault(id, 0L);
            var sequence = message.event().sequence();
            if (sequence > last + 1) {
                break;
            }
            if (sequence == last + 1) {
                if (tryApply(transaction, List.of(message)) != null) {
                    break;
                }
                tables.setSequences(Map.of(id, sequence));
            }
            tables.unpark(message);
            left--;
        }
        return left;
    }

    /** Null if the events were applied, else why not; what they had changed is undone. */
    private String tryApply(Connection transaction, List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            return null;
        }
        List<DealEvent> events = messages.stream().map(Message::event).toList();
        var savepoint = transaction.setSavepoint();
        try {
            projection.apply(transaction, events);
            transaction.releaseSavepoint(savepoint);
            return null;
        } catch (SQLException | RuntimeException e) {
            if (Retryable.is(e)) {
                throw e;
            }
            transaction.rollback(savepoint);
            LOG.warn("Not applied, of events at once {}: {}", messages.size(), e.toString());
            return e.toString();
        }
    }

    private void park(ProjectionTables tables, Message message, String reason) throws SQLException {
        LOG.warn(
                "Parked deal {} at {}/{}: {}", printable(message.key()), message.partition(), message.offset(), reason);
        tables.park(message, reason);
    }

    private static String printable(String key) {
        return key.replaceAll("[^\\w-]", "?");
    }
}
