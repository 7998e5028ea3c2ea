package dealflow.contract.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deals whose rows a replica could not read into its memory: left out there, so that no other waits for them, and told
 * with the {@link ParkedDeals}. Each replica finds the same ones.
 */
public final class UnreadableDeals {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableDeals.class);

    private final Map<String, ParkedDeals.ParkedDeal> deals = new ConcurrentSkipListMap<>();

    /** Leaves a deal out. */
    public void add(UUID deal, String reason) {
        var leftOut =
                new ParkedDeals.ParkedDeal(deal.toString(), 0, Instant.now(), "its rows cannot be read: " + reason);
        if (deals.putIfAbsent(leftOut.dealId(), leftOut) == null) {
            LOG.error("Deal {} is left out: {}", deal, leftOut.reason());
        }
    }

    /** Forgets deals, before they are read again. */
    public void forget(Collection<UUID> read) {
        if (!deals.isEmpty()) {
            read.forEach(deal -> deals.remove(deal.toString()));
        }
    }

    /** Forgets all, before all are read again. */
    public void forgetAll() {
        deals.clear();
    }

    Collection<ParkedDeals.ParkedDeal> all() {
        return List.copyOf(deals.values());
    }

    boolean has(String deal) {
        return deals.containsKey(deal);
    }
}
