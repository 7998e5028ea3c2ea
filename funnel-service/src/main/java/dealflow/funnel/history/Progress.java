package dealflow.funnel.history;

import dealflow.funnel.statistics.SpanCounts;
import java.util.Arrays;

/**
 * How far each deal had come by each of its states, and how long its steps had taken, in the order in which that was known:
 * what is known by a moment is the beginning of it.
 */
public final class Progress {

    /** By state; the number of the funnel's rows once the deal was won, -1 for none. */
    public final byte[] furthest;
    /** By state, the row that the deal is in, or was in last. */
    public final byte[] row;
    /** By state, the one that began the stay. */
    private final int[] enteredWith;
    /** By state, the one that reached the furthest row; the first where none was reached. */
    private final int[] reachedWith;
    /** By state, where the lengths end that were known by then, but those of an end. */
    public final int[] known;
    /** By deal, where its lengths begin; the last of a deal that is not open are those of its end. */
    public final int[] begin;
    /** Each with its series, as {@link SpanCounts} counts them; there is one place more. */
    public int[] lengths;

    private final States states;
    private final Series series;

    public Progress(States states, Stages stages) {
        this.states = states;
        series = new Series(stages.funnelRows());
        furthest = new byte[states.states];
        row = new byte[states.states];
        enteredWith = new int[states.states];
        reachedWith = new int[states.states];
        known = new int[states.states];
        begin = new int[states.deals + 1];
        lengths = new int[3 * states.states];
        var fate = new Fate(stages);
        for (var deal = 0; deal < states.deals; deal++) {
            begin[deal + 1] = begin[deal];
            follow(fate, deal);
        }
        lengths = Arrays.copyOf(lengths, begin[states.deals] + 1);
    }

    private void follow(Fate fate, int deal) {
        fate.begin(states, deal);
        var entered = states.start[deal];
        var reached = entered;
        for (var s = states.start[deal]; s < states.start[deal + 1]; s++) {
            var before = fate.furthest;
            var stays = fate.stays;
            var ended = fate.endedStays();
            fate.step(states, s);
            entered = fate.stays > stays ? s : entered;
            reached = fate.furthest > before ? s : reached;
            addStays(fate, ended, deal);
            addReached(fate, before, deal);
            furthest[s] = (byte) fate.furthest;
            row[s] = (byte) fate.row;
            enteredWith[s] = entered;
            reachedWith[s] = reached;
            known[s] = begin[deal + 1];
        }
        if (fate.status != Fate.OPEN) {
            addEnd(fate, deal);
        }
    }

    private void addStays(Fate fate, int from, int deal) {
        for (var i = from; i < fate.endedStays(); i++) {
            if (fate.stayRow[i] < series.rows()) {
                add(deal, series.stay(fate.stayRow[i]), fate.leftAt[i] - fate.enteredAt[i]);
            }
        }
    }

    private void addReached(Fate fate, int before, int deal) {
        for (var k = Math.max(1, before + 1); k <= Math.min(fate.furthest, series.rows() - 1); k++) {
            add(deal, series.entry(k), fate.reachedAt[k] - fate.entry);
            add(deal, series.previous(k), fate.reachedAt[k] - fate.reachedAt[k - 1]);
        }
    }

    private void addEnd(Fate fate, int deal) {
        var fromEntry = fate.since - fate.entry;
        add(deal, series.end(fate.status), fromEntry);
        if (fate.furthest < series.rows() - 1) {
            add(deal, series.outOfEntry(fate.furthest), fromEntry);
            if (fate.furthest >= 0) {
                add(deal, series.outOfPrevious(fate.furthest), fate.since - fate.reachedAt[fate.furthest]);
            }
        }
    }

    private void add(int deal, int number, long micros) {
        if (begin[deal + 1] == lengths.length) {
            lengths = Arrays.copyOf(lengths, lengths.length + lengths.length / 2 + 16);
        }
        lengths[begin[deal + 1]++] = SpanCounts.length(number, micros);
    }

    /** When the stay began that an open deal was in by one of its states. */
    public long enteredAt(int state) {
        return states.at[enteredWith[state]];
    }

    /** When the furthest row was reached by one of a deal's states; its first entry where none was. */
    public long reachedAt(int state) {
        return states.at[reachedWith[state]];
    }
}
