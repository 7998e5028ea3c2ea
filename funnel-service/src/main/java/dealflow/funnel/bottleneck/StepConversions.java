package dealflow.funnel.bottleneck;

import dealflow.funnel.history.DealPath;

/** Of the deals that reached a row, and have been known long enough since, those that reached the next in that time. */
public final class StepConversions {

    private final int steps;
    private final long[] horizons;
    final long[] reached;
    final long[] reachedAmount;
    public final long[] moved;
    final long[] movedAmount;
    final long[] movedWonAmount;

    /** @param horizons by step, from each row of the funnel to the next or to winning, in microseconds */
    StepConversions(int groups, long[] horizons) {
        this.horizons = horizons;
        steps = horizons.length;
        reached = new long[groups * steps];
        reachedAmount = new long[reached.length];
        moved = new long[reached.length];
        movedAmount = new long[reached.length];
        movedWonAmount = new long[reached.length];
    }

    int cell(int group, int step) {
        return group * steps + step;
    }

    void add(int group, DealPath dealPath, long worth, long until) {
        for (var step = 0; step < steps && step <= dealPath.furthest; step++) {
            if (!seen(dealPath, step, horizons[step], until)) {
                continue;
            }
            var cell = cell(group, step);
            reached[cell]++;
            reachedAmount[cell] += worth;
            if (moved(dealPath, step, horizons[step])) {
                moved[cell]++;
                movedAmount[cell] += worth;
                movedWonAmount[cell] += dealPath.status == DealPath.WON ? worth : 0;
            }
        }
    }

    /** Whether a deal reached the row, and was seen for the horizon since. */
    public static boolean seen(DealPath dealPath, int step, long horizon, long until) {
        return step <= dealPath.furthest && until - dealPath.reachedAt[step] >= horizon;
    }

    /** Whether one that reached the row reached the next within the horizon. */
    public static boolean moved(DealPath dealPath, int step, long horizon) {
        return dealPath.furthest > step && dealPath.reachedAt[step + 1] - dealPath.reachedAt[step] <= horizon;
    }
}
