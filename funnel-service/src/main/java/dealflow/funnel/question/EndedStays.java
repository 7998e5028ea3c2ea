package dealflow.funnel.question;

import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Lives;
import dealflow.funnel.history.Stages;

/** The stays that ended in a window, by stage and by how they ended. */
public final class EndedStays {

    /** How a stay can end. */
    public enum How {
        FORWARD,
        BACKWARD,
        WON,
        LOST,
        RETURNED
    }

    private static final int HOWS = How.values().length;

    private final long[] count;

    /** Told of each of them: the deal, its stay, and how that ended. */
    public interface Sink {
        void add(Lives lives, int deal, Fate fate, int stay, How how);
    }

    public EndedStays(Question question) {
        count = new long[question.stages().rows() * HOWS];
        each(question, (lives, deal, fate, stay, how) -> count[fate.stayRow[stay] * HOWS + how.ordinal()]++);
    }

    /** A stay belongs to who had the deal when it ended. */
    public static void each(Question question, Sink sink) {
        var match = question.match();
        var from = question.fromMicros();
        var until = question.endMicros() - 1;
        var fate = new Fate(question.stages());
        for (var part : question.image().parts()) {
            var lives = part.lives();
            part.each(0, lives.firstFrom(until + 1), match, deal -> {
                if (lives.lastAt[deal] < from) {
                    return;
                }
                fate.follow(lives.states, deal, until);
                for (var stay = 0; stay < fate.stays; stay++) {
                    if (fate.leftAt[stay] != Fate.STILL && fate.leftAt[stay] >= from) {
                        var end = fate.leftWith[stay];
                        if (match.test(lives.states.segment[end], lives.states.amount[end])) {
                            sink.add(lives, deal, fate, stay, how(lives, question.stages(), fate.stayRow[stay], end));
                        }
                    }
                }
            });
        }
    }

    private static How how(Lives lives, Stages stages, int row, int state) {
        var status = lives.states.status(state);
        if (status == Fate.OPEN) {
            return stages.rowOf()[lives.states.stage[state]] > row ? How.FORWARD : How.BACKWARD;
        }
        return status == Fate.WON ? How.WON : status == Fate.LOST ? How.LOST : How.RETURNED;
    }

    public long count(int row, How how) {
        return count[row * HOWS + how.ordinal()];
    }

    public long count(int row) {
        var all = 0L;
        for (var how : How.values()) {
            all += count(row, how);
        }
        return all;
    }
}
