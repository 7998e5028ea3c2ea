package dealflow.contract.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends rows in waves of which none has two events of one key; a wave goes out when the one before is acknowledged. So a
 * send that fails never lets a later event of the same key overtake, and only its own bucket stops. An event that Kafka will
 * never take stops its key and nobody else.
 */
final class OrderedSends {

    private final List<List<OutboxRow>> sends = new ArrayList<>();
    private final Function<OutboxRow, Future<?>> send;
    private final Runnable flush;
    private final Set<Integer> stopped = new HashSet<>();
    private final Map<String, OutboxRow> refused = new LinkedHashMap<>();
    private IllegalStateException failure;

    /**
     * @param rows those of one key in the order of its versions
     * @param send begins to send a row
     * @param flush makes sure that what was begun is under way
     */
    OrderedSends(List<OutboxRow> rows, Function<OutboxRow, Future<?>> send, Runnable flush) {
        this.send = send;
        this.flush = flush;
        var next = new HashMap<String, Integer>();
        for (var row : rows) {
            var wave = next.merge(row.key(), 0, (last, zero) -> last + 1);
            if (wave == sends.size()) {
                sends.add(new ArrayList<>());
            }
            sends.get(wave).add(row);
        }
    }

    /** Returns the rows that were acknowledged. */
    List<OutboxRow> send() throws InterruptedException {
        var sent = new ArrayList<OutboxRow>();
        for (var wave : sends) {
            var going = new IdentityHashMap<OutboxRow, Future<?>>();
            for (var row : wave) {
                if (!stopped.contains(row.bucket()) && !refused.containsKey(row.key())) {
                    begin(row, going);
                }
            }
            flush.run();
            for (var each : going.entrySet()) {
                if (acknowledged(each.getKey(), each.getValue())) {
                    sent.add(each.getKey());
                }
            }
        }
        return sent;
    }

    private void begin(OutboxRow row, Map<OutboxRow, Future<?>> going) {
        try {
            going.put(row, send.apply(row));
        } catch (RuntimeException e) {
            stop(row, e);
        }
    }

    private boolean acknowledged(OutboxRow row, Future<?> sent) throws InterruptedException {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            stop(row, e.getCause());
            return false;
        }
    }

    private void stop(OutboxRow row, Throwable cause) {
        if (cause instanceof RecordTooLargeException) {
            refused.put(row.key(), row);
            return;
        }
        stopped.add(row.bucket());
        failure = new IllegalStateException(
                "%s stops at event %d of %s: %s".formatted(row.topic(), row.version(), row.key(), cause), cause);
    }

    /** The events that Kafka will never take, with which those after them of the same key wait. */
    Collection<OutboxRow> refused() {
        return refused.values();
    }

    /** @throws IllegalStateException for the last row that was not acknowledged, if there is one */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
