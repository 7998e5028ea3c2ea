package dealflow.funnel.question;

import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Lives;
import dealflow.funnel.rollup.Decided;
import dealflow.funnel.rollup.FlowSums;
import dealflow.funnel.rollup.Match;
import dealflow.funnel.rollup.Part;
import dealflow.funnel.rollup.Slice;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.function.IntConsumer;

/** What is in each stage at a moment, and what was decided in a window and still is. */
public final class Standing {

    private final Question question;
    private final long[] count;
    private final long[] amount;
    private final Decided.Sums decided = new Decided.Sums();

    public Standing(Question question) {
        this.question = question;
        count = new long[question.stages().rows()];
        amount = new long[question.stages().rows()];
        var match = question.match();
        for (var part : question.image().parts()) {
            var each = each(part, match, question.asOfMicros(), this::add);
            var end = part.lives().firstFrom(question.asOfMicros() + 1);
            var chosen = part.slices() == null ? null : part.slices().choose(match);
            if (chosen == null) {
                part.each(0, end, match, each);
            } else {
                chosen.slices().forEach(slice -> whole(part, slice));
                chosen.others().forEach(deals -> part.eachBetween(deals, 0, end, each));
            }
        }
    }

    private void add(Lives lives, int deal, int state, int status, int row, long since, long worth) {
        if (status == Fate.OPEN) {
            add(row, 1, Amounts.orZero(worth));
        } else if (isInWindow(since)) {
            decided.add(status, worth, 1);
        }
    }

    private void add(int row, long deals, long worth) {
        count[row] += deals;
        amount[row] = Math.addExact(amount[row], worth);
    }

    private boolean isInWindow(long moment) {
        return moment >= question.fromMicros() && moment < question.endMicros();
    }

    /** What flows have left in each stage, and what is decided by now; what has changed since the moment is put right. */
    private void whole(Part part, Slice slice) {
        var lives = slice.lives();
        var asOf = question.asOfMicros();
        var flows = new FlowSums(question.stages().rows());
        slice.days().add(flows, asOf + 1);
        for (var row = 0; row < count.length; row++) {
            var left = flows.balance(row);
            add(row, left[0], left[1]);
        }
        slice.decided().add(decided, question.fromMicros(), question.endMicros());
        slice.decided().eachChanged(deal -> {
            if (lives.lastAt[deal] > asOf && lives.entry[deal] <= asOf && part.has(deal)) {
                take(lives, deal);
                var last = lives.lastBy(deal, asOf);
                if (isInWindow(lives.since(deal, last))) {
                    decided.add(lives.states.status(last), lives.states.amount[last], 1);
                }
            }
        });
        part.eachGone(deal -> {
            if (slice.has().test(deal)) {
                take(lives, deal);
                if (lives.entry[deal] <= asOf) {
                    var last = lives.lastBy(deal, asOf);
                    if (lives.states.status(last) == Fate.OPEN) {
                        add(lives.progress.row[last], -1, -Amounts.orZero(lives.states.amount[last]));
                    }
                }
            }
        });
    }

    /** Takes away what is summed of a deal that is decided by its last state. */
    private void take(Lives lives, int deal) {
        if (isInWindow(lives.since[deal])) {
            decided.add(lives.status[deal], lives.amount[deal], -1);
        }
    }

    /** Told where each deal stands. */
    public interface Visitor {

        /**
         * @param state its last state by the moment
         * @param row the stage that it is in, or was in last
         * @param since when it came to that status; for an open deal it says nothing
         */
        void is(Lives lives, int deal, int state, int status, int row, long since, long worth);
    }

    /** All matching deals that had entered by a moment, as they were then, that moment included. */
    public static void each(Question question, long moment, Visitor visitor) {
        var match = question.match();
        for (var part : question.image().parts()) {
            var end = part.lives().firstFrom(moment + 1);
            part.each(0, end, match, each(part, match, moment, visitor));
        }
    }

    private static IntConsumer each(Part part, Match match, long moment, Visitor visitor) {
        var lives = part.lives();
        return deal -> {
            var state = lives.lastAt[deal] <= moment ? lives.last(deal) : lives.lastBy(deal, moment);
            var worth = lives.states.amount[state];
            if (match.test(lives.states.segment[state], worth)) {
                var status = lives.states.status(state);
                visitor.is(
                        lives,
                        deal,
                        state,
                        status,
                        lives.progress.row[state],
                        since(lives, deal, state, status),
                        worth);
            }
        };
    }

    private static long since(Lives lives, int deal, int state, int status) {
        if (status == Fate.OPEN) {
            return Long.MAX_VALUE;
        }
        return state == lives.last(deal) ? lives.since[deal] : lives.since(deal, state);
    }

    public Total capacity(int row) {
        return Total.of(count[row], amount[row]);
    }

    public Total capacity() {
        var deals = 0L;
        var worth = 0L;
        for (var row = 0; row < count.length; row++) {
            deals += count[row];
            worth += amount[row];
        }
        return Total.of(deals, worth);
    }

    public Total won() {
        return decided.won();
    }

    public Total lost() {
        return decided.lost();
    }
}
