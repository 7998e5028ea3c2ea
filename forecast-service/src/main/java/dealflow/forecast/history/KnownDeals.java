package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The deals of a pipeline by slot, as they were known at one moment. What has not changed since is not read again: it is the very life that
 * all later moments have. For one thread.
 */
public final class KnownDeals {

    private final Image.Deals deals;
    private final DealHistoryReader reader;
    private final boolean shared;
    private final long until;

    /** By their changes up to and including {@code asOf}. */
    KnownDeals(Image image, Pipeline pipeline, Instant asOf) {
        deals = image.of(pipeline);
        reader = new DealHistoryReader(
                pipeline, image.dictionaries(), deals.marks().days());
        shared = deals.current().areOf(pipeline);
        until = HistoryLoader.micros(asOf);
        deals.current().reach(deals.packed().length);
    }

    public int slots() {
        return deals.packed().length;
    }

    /** @param slot one with a deal */
    public UUID id(int slot) {
        return deals.packed()[slot].deal();
    }

    /** Those in slots {@code [from, to)}. */
    List<DealHistory> between(int from, int to) {
        var lives = new ArrayList<DealHistory>(to - from);
        for (var slot = from; slot < to; slot++) {
            var deal = of(slot);
            if (deal != null) {
                lives.add(deal);
            }
        }
        return lives;
    }

    /** Null where there was none, or one that had been neither in the funnel nor won. */
    public DealHistory of(int slot) {
        var packed = deals.packed()[slot];
        if (packed == null || packed.at(0) > until) {
            return null;
        }
        return shared && packed.latest() <= until
                ? deals.current().of(slot, packed, reader)
                : reader.read(packed, until);
    }
}
