package dealflow.funnel.bottleneck;

import dealflow.funnel.history.Fate;

/** Of the deals that reached a row, and have been known long enough since, those that reached the next in that time. */
public final class StepSums {

    private final int steps;
    private final long[] horizons;
    final long[] reached;
    final long[] reachedAmount;
    public final long[] moved;
    final long[] movedAmount;
    final long[] movedWonAmount;

    /** @param horizons by step, from each row of the funnel to the next or to winning, in microseconds */
    StepSums(int groups, long[] horizons) {
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

    void add(int group, Fate fate, long worth, long until) {
        for (var step = 0; step < steps && step <= fate.furthest; step++) {
            if (!seen(fate, step, horizons[step], until)) {
                continue;
            }
            var cell = cell(group, step);
            reached[cell]++;
            reachedAmount[cell] += worth;
            if (moved(fate, step, horizons[step])) {
                moved[cell]++;
                movedAmount[cell] += worth;
                movedWonAmount[cell] += fate.status == Fate.WON ? worth : 0;
            }
        }
    }

    /** Whether a deal reached the row, and was seen for the horizon since. */
    public static boolean seen(Fate fate, int step, long horizon, long until) {
        return step <= fate.furthest && until - fate.reachedAt[step] >= horizon;
    }

    /** Whether one that reached the row reached the next within the horizon. */
    public static boolean moved(Fate fate, int step, long horizon) {
        return fate.furthest > step && fate.reachedAt[step + 1] - fate.reachedAt[step] <= horizon;
    }
}
