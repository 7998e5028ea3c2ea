package dealflow.funnel;

/** What is in each stage at a moment, and what was decided in a window and still is. */
final class Standing {

    private final long[] count;
    private final long[] amount;
    private final long[] decided = new long[2];
    private final long[] decidedAmount = new long[2];

    Standing(Question question) {
        count = new long[question.stages().rows()];
        amount = new long[question.stages().rows()];
        var from = question.fromMicros();
        var to = question.endMicros();
        each(question, question.asOfMicros(), (lives, deal, state, status, row, since, worth) -> {
            if (status == Fate.OPEN) {
                count[row]++;
                amount[row] = Math.addExact(amount[row], Amounts.orZero(worth));
            } else if (status != Fate.LEAD && since >= from && since < to) {
                var lost = status == Fate.WON ? 0 : 1;
                decided[lost]++;
                decidedAmount[lost] = Math.addExact(decidedAmount[lost], Amounts.orZero(worth));
            }
        });
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
        var fate = new Fate(question.stages());
        for (var part : question.image().parts()) {
            var lives = part.lives();
            part.each(0, lives.firstFrom(moment + 1), match, deal -> {
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
            });
        }
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
        return Total.of(decided[0], decidedAmount[0]);
    }

    Total lost() {
        return Total.of(decided[1], decidedAmount[1]);
    }
}
