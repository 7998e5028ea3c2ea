package dealflow.funnel.rollup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Lives;
import dealflow.funnel.history.Segments;

/**
 * The sums of slices of which only what happened within a time of the entry counts, and those by the values of a dimension,
 * made when they are first asked for and kept for what was asked last: there are too many to keep all.
 */
final class AskedSums {

    /** How many sums are kept, by how many all the deals of a store have. */
    private static final long STORES = 8;

    private static final long GROUPED_STORES = 8;
    /** They are larger than others, so that keeping them costs less. */
    private static final int RUNS = 4;

    private final Lives lives;
    private final Segments.Table segments;
    private final int run;
    private final Cache<OfSlice, Cohorts> ofSlices;
    private final Cache<OfGroups, GroupRuns> ofGroups;

    private record OfSlice(Slice slice, long within) {}

    private record OfGroups(Slice slice, Dimension dimension, long within) {}

    AskedSums(Lives lives, Segments.Table segments, int run) {
        this.lives = lives;
        this.segments = segments;
        this.run = RUNS * run;
        ofSlices = Caffeine.newBuilder()
                .maximumWeight(STORES * (1 + lives.deals / this.run))
                .weigher((OfSlice key, Cohorts sums) -> 1 + sums.size())
                .build();
        ofGroups = Caffeine.newBuilder()
                .maximumWeight(GROUPED_STORES * (1 + lives.deals / GroupRuns.RUN * 2))
                .weigher((OfGroups key, GroupRuns sums) -> sums.size())
                .build();
    }

    Cohorts of(Slice slice, long within) {
        return ofSlices.get(new OfSlice(slice, within), key -> new Cohorts(lives, slice.deals(), run, within));
    }

    GroupRuns of(Slice slice, Dimension dimension, long within) {
        return ofGroups.get(
                new OfGroups(slice, dimension, within),
                key -> new GroupRuns(
                        lives,
                        slice.deals(),
                        segments.values(dimension),
                        segments.names(dimension).size(),
                        within));
    }
}
