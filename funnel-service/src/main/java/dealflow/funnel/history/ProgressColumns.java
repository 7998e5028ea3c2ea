package dealflow.funnel.history;

import dealflow.funnel.statistics.DurationHistograms;
import java.util.Arrays;

/**
 * How far each deal had come by each of its states, and how long its steps had taken, in the order in which that was known:
 * what is known by a moment is the beginning of it.
 */
public final class ProgressColumns {

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
    /** Each with its series, as {@link DurationHistograms} counts them; there is one place more. */
    public int[] lengths;

    private final StateColumns states;
    private final HistogramIndex index;

    public ProgressColumns(StateColumns states, Stages stages) {
        this.states = states;
        index = new HistogramIndex(stages.funnelRows());
        furthest = new byte[states.states];
        row = new byte[states.states];
        enteredWith = new int[states.states];
        reachedWith = new int[states.states];
        known = new int[states.states];
        begin = new int[states.deals + 1];
        lengths = new int[3 * states.states];
        var dealPath = new DealPath(stages);
        for (var deal = 0; deal < states.deals; deal++) {
            begin[deal + 1] = begin[deal];
            follow(dealPath, deal);
        }
        lengths = Arrays.copyOf(lengths, begin[states.deals] + 1);
    }

    private void follow(DealPath dealPath, int deal) {
        dealPath.begin(states, deal);
        var entered = states.start[deal];
        var reached = entered;
        for (var s = states.start[deal]; s < states.start[deal + 1]; s++) {
            var before = dealPath.furthest;
            var stays = dealPath.stays;
            var ended = dealPath.endedStays();
            dealPath.step(states, s);
            entered = dealPath.stays > stays ? s : entered;
            reached = dealPath.furthest > before ? s : reached;
            addStays(dealPath, ended, deal);
            addReached(dealPath, before, deal);
            furthest[s] = (byte) dealPath.furthest;
            row[s] = (byte) dealPath.row;
            enteredWith[s] = entered;
            reachedWith[s] = reached;
            known[s] = begin[deal + 1];
        }
        if (dealPath.status != DealPath.OPEN) {
            addEnd(dealPath, deal);
        }
    }

    private void addStays(DealPath dealPath, int from, int deal) {
        for (var i = from; i < dealPath.endedStays(); i++) {
            if (dealPath.stayRow[i] < index.rows()) {
                add(deal, index.stay(dealPath.stayRow[i]), dealPath.leftAt[i] - dealPath.enteredAt[i]);
            }
        }
    }

    private void addReached(DealPath dealPath, int before, int deal) {
        for (var k = Math.max(1, before + 1); k <= Math.min(dealPath.furthest, index.rows() - 1); k++) {
            add(deal, index.entry(k), dealPath.reachedAt[k] - dealPath.entry);
            add(deal, index.previous(k), dealPath.reachedAt[k] - dealPath.reachedAt[k - 1]);
        }
    }

    private void addEnd(DealPath dealPath, int deal) {
        var fromEntry = dealPath.since - dealPath.entry;
        add(deal, index.end(dealPath.status), fromEntry);
        if (dealPath.furthest < index.rows() - 1) {
            add(deal, index.outOfEntry(dealPath.furthest), fromEntry);
            if (dealPath.furthest >= 0) {
                add(
                        deal,
                        index.outOfPrevious(dealPath.furthest),
                        dealPath.since - dealPath.reachedAt[dealPath.furthest]);
            }
        }
    }

    private void add(int deal, int number, long micros) {
        if (begin[deal + 1] == lengths.length) {
            lengths = Arrays.copyOf(lengths, lengths.length + lengths.length / 2 + 16);
        }
        lengths[begin[deal + 1]++] = DurationHistograms.length(number, micros);
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
