package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The deals of one pipeline while they change; one thread's alone, which hands out copies. */
final class DealTable {

    private final Map<UUID, Integer> slots = new HashMap<>();
    private PackedHistory[] tracks = new PackedHistory[1024];
    private long version;
    private long bytes;
    private long latest = Long.MIN_VALUE;
    private HistoryMarks marks = HistoryMarks.of(null);
    private CurrentHistories current = new CurrentHistories(null);
    private Image.Deals copy;

    boolean knows(UUID deal, long sequence) {
        var slot = slots.get(deal);
        return slot != null && tracks[slot] != null && tracks[slot].sequence() >= sequence;
    }

    void put(PackedHistory packed, Dictionaries dictionaries) {
        var slot = slots.computeIfAbsent(packed.deal(), any -> slots.size());
        if (slot == tracks.length) {
            tracks = Arrays.copyOf(tracks, 2 * slot);
        }
        if (tracks[slot] != null) {
            marks.remove(tracks[slot], dictionaries);
            bytes -= bytes(tracks[slot]);
        }
        tracks[slot] = packed;
        bytes += bytes(packed);
        marks.add(packed, dictionaries);
        latest = Math.max(latest, packed.latest());
        touch();
    }

    /** A deleted deal leaves an empty slot, so that the others keep theirs. */
    void remove(UUID deal, Dictionaries dictionaries) {
        var slot = slots.get(deal);
        if (slot != null && tracks[slot] != null) {
            marks.remove(tracks[slot], dictionaries);
            bytes -= bytes(tracks[slot]);
            tracks[slot] = null;
            current.forget(slot);
            touch();
        }
    }

    void clear() {
        slots.clear();
        tracks = new PackedHistory[1024];
        bytes = 0;
        latest = Long.MIN_VALUE;
        marks = marks.none();
        current = current.none();
        touch();
    }

    /** What happened on which day, and in which stage, depends on the pipeline. */
    void define(Pipeline pipeline, Dictionaries dictionaries) {
        marks = HistoryMarks.of(pipeline);
        current = new CurrentHistories(pipeline);
        for (var slot = 0; slot < slots.size(); slot++) {
            if (tracks[slot] != null) {
                marks.add(tracks[slot], dictionaries);
            }
        }
        touch();
    }

    /** Whatever was computed from the deals is to be computed anew. */
    void touch() {
        version++;
        copy = null;
    }

    /** About how much memory all of them take, each with its life as it is now. */
    long bytes() {
        return bytes;
    }

    private static long bytes(PackedHistory packed) {
        return packed.bytes() + TrainingData.LIFE_BYTES;
    }

    Image.Deals copy() {
        if (copy == null) {
            copy = new Image.Deals(version, Arrays.copyOf(tracks, slots.size()), latest, marks.copy(), current);
        }
        return copy;
    }
}
