package dealflow.benchmark.soak;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was accepted during a soak, counted deal by deal: what an undisturbed system would say. */
final class SoakLedger {

    static final Set<String> DECIDED = Set.of("won", "lost");

    /**
     * One deal.
     *
     * @param version the number of its last event
     * @param stage where it is: {@code lead}, a stage, {@code won} or {@code lost}
     * @param today whether it came in during the soak
     */
    record Deal(long version, String stage, BigDecimal amount, boolean today) {}

    private final Map<String, Deal> deals = new HashMap<>();
    private int changes;

    synchronized void accepted(String id, Deal deal) {
        deals.put(id, deal);
        changes++;
    }

    synchronized int changes() {
        return changes;
    }

    /** By id: the number of the last event. */
    synchronized Map<String, Long> versions() {
        var versions = new TreeMap<String, Long>();
        deals.forEach((id, deal) -> versions.put(id, deal.version));
        return versions;
    }

    /** By stage, won and lost too, as {@code count/amount}. */
    synchronized Map<String, String> stages() {
        var counts = new TreeMap<String, Integer>();
        var amounts = new TreeMap<String, BigDecimal>();
        deals.values().stream().filter(deal -> !deal.stage.equals("lead")).forEach(deal -> {
            counts.merge(deal.stage, 1, Integer::sum);
            amounts.merge(deal.stage, deal.amount, BigDecimal::add);
        });
        var stages = new TreeMap<String, String>();
        counts.forEach((stage, count) ->
                stages.put(stage, count + "/" + amounts.get(stage).setScale(2).toPlainString()));
        return stages;
    }

    /** Those that were open when the day began, and are: what a forecast counts as open. */
    synchronized int openBeforeToday() {
        return (int) deals.values().stream()
                .filter(deal -> !deal.today && !DECIDED.contains(deal.stage))
                .count();
    }

    synchronized Set<String> ids() {
        return new TreeSet<>(deals.keySet());
    }
}
