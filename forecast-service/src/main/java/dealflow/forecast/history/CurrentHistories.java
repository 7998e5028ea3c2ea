package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import java.util.Arrays;

/**
 * The lives of a pipeline's deals as they are now, each read when it is first asked for. A deal that has not changed since a moment was
 * then what it is now, so that all moments share these, and one of the past has only those lives of its own that went on after it.
 */
final class CurrentHistories {

    /** By whose stages and days they are read; null while it is not known. */
    private final Pipeline pipeline;

    /** By slot. What one thread has not seen that another has read, it reads again. */
    private volatile Current[] known = {};

    /** @param deal null where the deal has been neither in the funnel nor won */
    private record Current(PackedHistory packed, DealHistory deal) {}

    CurrentHistories(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Of the same pipeline without its deals. */
    CurrentHistories none() {
        return new CurrentHistories(pipeline);
    }

    /** Whether these are read by the same definition. */
    boolean areOf(Pipeline other) {
        return other.equals(pipeline);
    }

    /** Readies as many slots, so that they are not grown one by one. */
    void reach(int slots) {
        if (known.length < slots) {
            grow(slots);
        }
    }

    private synchronized void grow(int slots) {
        if (known.length < slots) {
            known = Arrays.copyOf(known, Math.max(slots, known.length * 5 / 4));
        }
    }

    /** What was erased is not kept for anybody. */
    void forget(int slot) {
        var all = known;
        if (slot < all.length) {
            all[slot] = null;
        }
    }

    boolean keeps(int slot) {
        return known[slot] != null;
    }

    /**
     * The life by all changes of the track, which is the present one of its slot or an earlier one of it.
     *
     * @return null for one that has been neither in the funnel nor won
     */
    DealHistory of(int slot, PackedHistory packed, DealHistoryReader reader) {
        var all = known;
        var current = all[slot];
        if (current == null || current.packed != packed) {
            current = new Current(packed, reader.read(packed, Long.MAX_VALUE));
            all[slot] = current;
        }
        return current.deal;
    }
}
