package dealflow.funnel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The sums of cohorts of which only what happened within a time of the entry counts, made when they are first asked for
 * and kept for what was asked last: there are as many as there are times.
 */
final class WithinSums {

    /** Of how many deals sums are kept, in stores. */
    private static final long STORES = 4;

    private static final long BREAKDOWNS = 4;
    /** They are larger than others, so that keeping them costs less. */
    private static final int RUNS = 2;

    private final Lives lives;
    private final int run;
    private final Cache<OfSlice, Cohorts> ofSlices;
    private final Cache<OfGroups, GroupRuns> ofGroups;

    private record OfSlice(Slice slice, long within) {}

    private record OfGroups(Dimension dimension, long within) {}

    WithinSums(Lives lives, int run) {
        this.lives = lives;
        this.run = RUNS * run;
        ofSlices = Caffeine.newBuilder()
                .maximumWeight(STORES * Math.max(1, lives.deals))
                .weigher((OfSlice key, Cohorts sums) -> key.slice.deals().length)
                .build();
        ofGroups = Caffeine.newBuilder().maximumSize(BREAKDOWNS).build();
    }

    Cohorts of(Slice slice, long within) {
        return ofSlices.get(new OfSlice(slice, within), key -> new Cohorts(lives, slice.deals(), run, within));
    }

    GroupRuns of(Dimension dimension, GroupRuns groups, long within) {
        return ofGroups.get(new OfGroups(dimension, within), key -> groups.within(within));
    }
}
