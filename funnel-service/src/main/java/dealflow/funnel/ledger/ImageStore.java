package dealflow.funnel.ledger;

import dealflow.contract.pipeline.Pipeline;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Dictionary;
import dealflow.funnel.history.Segment;
import dealflow.funnel.history.Segments;
import dealflow.funnel.history.Stages;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.rollup.CohortPrefixSums;
import dealflow.funnel.rollup.ColumnStore;
import dealflow.funnel.rollup.CompiledFilter;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.rollup.Rollups;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Builds a pipeline's images, used by one thread. The bulk of the deals stays as it was loaded, with its roll-ups; what
 * has changed since is a small part beside it, which is put into the bulk when it has grown.
 */
public final class ImageStore {

    /** So many changed deals are kept apart in any case. */
    private static final int FEW = 20_000;
    /** The changed part stays below this share of the bulk, so that each deal is copied a few times in all. */
    private static final int SHARE = 10;

    private final Segments segments = new Segments();
    private final Dictionary<String> stageKeys = new Dictionary<>();
    private final Dictionary<String> reasons = new Dictionary<>();
    private final int run;
    private final int few;
    private Pipeline definition;
    private Stages stages;
    private ColumnStore bulk;
    private DealColumns changed;

    public ImageStore(Pipeline definition) {
        this(definition, CohortPrefixSums.RUN, FEW);
    }

    public ImageStore(Pipeline definition, int run, int few) {
        this.definition = definition;
        this.run = run;
        this.few = few;
        reasons.code(null);
        stages = stages();
        bulk = bulk(new StateColumns());
        changed = columns(new StateColumns());
    }

    public int version() {
        return definition.version();
    }

    public int stage(String key) {
        return stageKeys.code(key);
    }

    public int segment(Segment segment) {
        return segments.code(segment);
    }

    public int reason(String reason) {
        return reasons.code(reason);
    }

    /** Begins anew. */
    public void load(StateColumns all) {
        stages = stages();
        bulk = bulk(all);
        changed = columns(new StateColumns());
    }

    /** Deals lie on other stages where the new version says so. */
    void define(Pipeline newer) {
        definition = newer;
        merge();
    }

    /**
     * Replaces deals.
     *
     * @param deals those that may have changed; one that is not in {@code fresh} is forgotten
     * @return whether anything changed
     */
    public boolean change(Set<UUID> deals, StateColumns fresh) {
        var gone = gone(deals);
        var next = new StateColumns();
        for (var i = 0; i < changed.deals; i++) {
            if (!deals.contains(changed.states.id(i))) {
                next.copy(changed.states, i);
            }
        }
        if (fresh.deals == 0 && next.deals == changed.deals && gone == bulk.gone()) {
            return false;
        }
        for (var i = 0; i < fresh.deals; i++) {
            next.copy(fresh, i);
        }
        stages = stages();
        bulk = new ColumnStore(bulk.columns(), gone, bulk.rollups());
        changed = columns(next);
        if (changed.deals > Math.max(few, bulk.columns().deals / SHARE)) {
            merge();
        }
        return true;
    }

    private long[] gone(Set<UUID> deals) {
        var gone = bulk.gone();
        for (var deal : deals) {
            var place = bulk.columns().find(deal.getMostSignificantBits(), deal.getLeastSignificantBits());
            if (place >= 0 && bulk.has(place)) {
                if (gone == bulk.gone()) {
                    gone = gone == null ? new long[(bulk.columns().deals + 63) / 64] : gone.clone();
                }
                gone[place >> 6] |= 1L << place;
            }
        }
        return gone;
    }

    private void merge() {
        var all = new StateColumns();
        all.room(
                bulk.columns().deals - bulk.goneCount() + changed.deals,
                bulk.columns().states.states + changed.states.states);
        bulk.each(
                0,
                bulk.columns().deals,
                new CompiledFilter(Filter.NONE, segments.table()),
                deal -> all.copy(bulk.columns().states, deal));
        for (var i = 0; i < changed.deals; i++) {
            all.copy(changed.states, i);
        }
        load(all);
    }

    private Stages stages() {
        return new Stages(definition, stageKeys.values());
    }

    private ColumnStore bulk(StateColumns states) {
        var columns = columns(states);
        return new ColumnStore(columns, null, new Rollups(columns, segments.table(), run));
    }

    private DealColumns columns(StateColumns states) {
        return new DealColumns(states, stages, segments.table());
    }

    public Image image() {
        return new Image(
                stages, segments.table(), reasons.values(), List.of(bulk, new ColumnStore(changed, null, null)));
    }
}
