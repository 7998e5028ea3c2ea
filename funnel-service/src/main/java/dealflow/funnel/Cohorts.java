package dealflow.funnel;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums of cohorts, kept for runs of deals that entered one after the other: the sums of any run of whole ones are a
 * difference of two. What is known of a deal by its last state is in them.
 */
final class Cohorts {

    /** Small enough that the deals at both ends of a window are added quickly one by one, large enough to be few. */
    static final int RUN = 1 << 15;

    final int run;
    private final Lives lives;
    /** Of all deals before each run, and of all. */
    private final List<CohortSums> before = new ArrayList<>();

    private final long[] latest;

    /** @param run how many deals are summed together */
    Cohorts(Lives lives, int run) {
        this.lives = lives;
        this.run = run;
        latest = new long[lives.deals / run];
        before.add(new CohortSums(lives.stages));
        for (var i = 0; i < latest.length; i++) {
            var sums = new CohortSums(lives.stages).plus(before.get(i), 1);
            latest[i] = Long.MIN_VALUE;
            for (var deal = i * run; deal < (i + 1) * run; deal++) {
                sums.add(lives, deal, 1);
                latest[i] = Math.max(latest[i], lives.lastAt[deal]);
            }
            before.add(sums);
        }
    }

    /** The first whole run that begins with a deal or later. */
    int firstRun(int deal) {
        return Math.min(latest.length, (deal + run - 1) / run);
    }

    /** The run after the last whole one that ends before a deal. */
    int endRun(int deal) {
        return Math.min(latest.length, deal / run);
    }

    /** Adds whole runs. */
    void add(CohortSums to, int firstRun, int endRun) {
        to.plus(before.get(endRun), 1).plus(before.get(firstRun), -1);
    }

    /** Tells of the deals of a run that have changed after a moment. */
    void eachLater(int number, long moment, Part.Visitor visitor) {
        if (latest[number] <= moment) {
            return;
        }
        for (var deal = number * run; deal < (number + 1) * run; deal++) {
            if (lives.lastAt[deal] > moment) {
                visitor.visit(deal);
            }
        }
    }
}
