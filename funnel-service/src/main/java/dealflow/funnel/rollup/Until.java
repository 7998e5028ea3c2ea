package dealflow.funnel.rollup;

import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Lives;

/** What sums of cohorts say of single deals: all that is known of one, or what happened within a time of its entry. */
public final class Until {

    public static final long NO_LIMIT = Long.MAX_VALUE;

    private final Lives lives;
    private final long within;

    /** @param within how long after the entry, in microseconds */
    Until(Lives lives, long within) {
        this.lives = lives;
        this.within = within;
    }

    /** Adds a deal, or with sign -1 takes it away; without a limit it is left out for how long an open one has been open. */
    void add(CohortSums sums, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(lives, deal, sign);
        } else {
            var until = lives.entry[deal] + within;
            sums.add(lives, deal, lives.lastBy(deal, until), until, sign);
        }
    }

    /** The same for a group's sums. */
    void add(GroupSums sums, int group, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(group, lives, deal, sign);
        } else {
            sums.addState(group, lives, lives.lastBy(deal, lives.entry[deal] + within), sign);
        }
    }

    private boolean isKnown(int deal) {
        return within == NO_LIMIT
                || lives.status[deal] != Fate.OPEN && lives.lastAt[deal] - lives.entry[deal] <= within;
    }
}
