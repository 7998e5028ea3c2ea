package dealflow.funnel;

/** What sums of cohorts say of single deals: all that is known of one, or what happened within a time of its entry. */
final class Until {

    static final long NO_LIMIT = Long.MAX_VALUE;

    private final Lives lives;
    private final long within;
    private final Fate fate;

    /** @param within how long after the entry, in microseconds */
    Until(Lives lives, long within) {
        this.lives = lives;
        this.within = within;
        fate = new Fate(lives.stages);
    }

    /** Adds a deal, or with sign -1 takes it away; without a limit it is left out for how long an open one has been open. */
    void add(CohortSums sums, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(lives, deal, sign);
        } else {
            follow(deal);
            sums.add(fate, lives.states.amount[fate.last], lives.entry[deal] + within, sign);
        }
    }

    /** The same for a group's sums. */
    void add(GroupSums sums, int group, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(group, lives, deal, sign);
        } else {
            follow(deal);
            sums.add(group, fate, lives.states.amount[fate.last], sign);
        }
    }

    private boolean isKnown(int deal) {
        return within == NO_LIMIT
                || lives.status[deal] != Fate.OPEN && lives.lastAt[deal] - lives.entry[deal] <= within;
    }

    private void follow(int deal) {
        fate.follow(lives.states, deal, lives.entry[deal] + within);
    }
}
