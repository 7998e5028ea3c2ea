package dealflow.funnel;

/** What is in each stage at a moment, and what was decided in a window and still is. */
final class Standing {

    private final Question question;
    private final long[] count;
    private final long[] amount;
    private final Decided.Sums decided = new Decided.Sums();

    Standing(Question question) {
        this.question = question;
        count = new long[question.stages().rows()];
        amount = new long[question.stages().rows()];
        var match = question.match();
        for (var part : question.image().parts()) {
            var each = each(part, match, question.stages(), question.asOfMicros(), this::add);
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
        slice.eachLater(part, asOf, deal -> {
            take(lives, deal);
            var last = lives.lastBy(deal, asOf);
            if (isInWindow(lives.since(deal, last))) {
                decided.add(lives.states.status(last), lives.states.amount[last], 1);
            }
        });
        var fate = new Fate(question.stages());
        part.eachGone(deal -> {
            if (slice.has().test(deal)) {
                take(lives, deal);
                if (fate.follow(lives.states, deal, asOf) && fate.status == Fate.OPEN) {
                    add(fate.row, -1, -Amounts.orZero(lives.states.amount[fate.last]));
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
    interface Visitor {

        /**
         * @param state its last state by the moment
         * @param row the stage that it is in, or was in last
         * @param since when it came to that status; for an open deal it says nothing
         */
        void is(Lives lives, int deal, int state, int status, int row, long since, long worth);
    }

    /** All matching deals that had entered by a moment, as they were then, that moment included. */
    static void each(Question question, long moment, Visitor visitor) {
        var match = question.match();
        for (var part : question.image().parts()) {
            var end = part.lives().firstFrom(moment + 1);
            part.each(0, end, match, each(part, match, question.stages(), moment, visitor));
        }
    }

    private static Part.Visitor each(Part part, Match match, Stages stages, long moment, Visitor visitor) {
        var lives = part.lives();
        var fate = new Fate(stages);
        return deal -> {
            if (lives.lastAt[deal] <= moment) {
                if (match.test(lives.segment[deal], lives.amount[deal])) {
                    visitor.is(
                            lives,
                            deal,
                            lives.states.start[deal + 1] - 1,
                            lives.status[deal],
                            lives.row[deal],
                            lives.since[deal],
                            lives.amount[deal]);
                }
                return;
            }
            fate.follow(lives.states, deal, moment);
            var worth = lives.states.amount[fate.last];
            if (match.test(lives.states.segment[fate.last], worth)) {
                visitor.is(lives, deal, fate.last, fate.status, fate.row, fate.since, worth);
            }
        };
    }

    Total capacity(int row) {
        return Total.of(count[row], amount[row]);
    }

    Total capacity() {
        var deals = 0L;
        var worth = 0L;
        for (var row = 0; row < count.length; row++) {
            deals += count[row];
            worth += amount[row];
        }
        return Total.of(deals, worth);
    }

    Total won() {
        return decided.won();
    }

    Total lost() {
        return decided.lost();
    }
}
