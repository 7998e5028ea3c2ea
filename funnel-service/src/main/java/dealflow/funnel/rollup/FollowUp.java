package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;

/** What sums of cohorts say of single deals: all that is known of one, or what happened within a time of its entry. */
public final class FollowUp {

    public static final long NO_LIMIT = Long.MAX_VALUE;

    private final DealColumns columns;
    private final long within;

    /** @param within how long after the entry, in microseconds */
    FollowUp(DealColumns columns, long within) {
        this.columns = columns;
        this.within = within;
    }

    /** Adds a deal, or with sign -1 takes it away; without a limit it is left out for how long an open one has been open. */
    void add(CohortSums sums, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(columns, deal, sign);
        } else {
            var until = columns.entry[deal] + within;
            sums.add(columns, deal, columns.lastBy(deal, until), until, sign);
        }
    }

    /** The same for a group's sums. */
    void add(GroupSums sums, int group, int deal, int sign) {
        if (isKnown(deal)) {
            sums.add(group, columns, deal, sign);
        } else {
            sums.addState(group, columns, columns.lastBy(deal, columns.entry[deal] + within), sign);
        }
    }

    private boolean isKnown(int deal) {
        return within == NO_LIMIT
                || columns.status[deal] != DealPath.OPEN && columns.lastAt[deal] - columns.entry[deal] <= within;
    }
}
