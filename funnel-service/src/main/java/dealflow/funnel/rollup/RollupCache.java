package dealflow.funnel.rollup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.Segments;

/**
 * The sums of roll-ups of which only what happened within a time of the entry counts, and those by value,
 * made when they are first asked for and kept for what was asked last: there are too many to keep all.
 */
final class RollupCache {

    /** How many sums are kept, by how many all the deals of a store have. */
    private static final long STORES = 8;

    private static final long GROUPED_STORES = 8;
    /** They are larger than others, so that keeping them costs less. */
    private static final int RUNS = 4;

    private final DealColumns columns;
    private final Segments.Table segments;
    private final int run;
    private final Cache<OfRollup, CohortPrefixSums> ofRollups;
    private final Cache<OfGroups, GroupPrefixSums> ofGroups;

    private record OfRollup(Rollup rollup, long within) {}

    private record OfGroups(Rollup rollup, Grouping by, long within) {}

    RollupCache(DealColumns columns, Segments.Table segments, int run) {
        this.columns = columns;
        this.segments = segments;
        this.run = RUNS * run;
        ofRollups = Caffeine.newBuilder()
                .maximumWeight(STORES * (1 + columns.deals / this.run))
                .weigher((OfRollup key, CohortPrefixSums sums) -> 1 + sums.size())
                .build();
        ofGroups = Caffeine.newBuilder()
                .maximumWeight(GROUPED_STORES * (1 + columns.deals / GroupPrefixSums.RUN * 2))
                .weigher((OfGroups key, GroupPrefixSums sums) -> sums.size())
                .build();
    }

    CohortPrefixSums of(Rollup rollup, long within) {
        return ofRollups.get(
                new OfRollup(rollup, within), key -> new CohortPrefixSums(columns, rollup.deals(), run, within));
    }

    GroupPrefixSums of(Rollup rollup, Grouping by, long within) {
        return ofGroups.get(
                new OfGroups(rollup, by, within),
                key -> new GroupPrefixSums(
                        columns,
                        rollup.deals(),
                        segments.values(by),
                        segments.names(by).size(),
                        within));
    }
}
