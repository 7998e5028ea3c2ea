package dealflow.funnel.ledger;

import dealflow.contract.pipeline.Pipeline;
import dealflow.funnel.history.Segments;
import dealflow.funnel.history.Stages;
import dealflow.funnel.rollup.ColumnStore;
import java.util.List;

/**
 * What the ledger says of a pipeline's deals, in memory, at one moment; a question is answered from one image.
 *
 * @param reasons of losses, by number; the first is none
 * @param stores a deal is in one of them
 */
public record Image(Stages stages, Segments.Table segments, List<String> reasons, List<ColumnStore> stores) {

    public Pipeline pipeline() {
        return stages.pipeline();
    }

    public int deals() {
        var deals = 0;
        for (var store : stores) {
            deals += store.columns().deals - store.goneCount();
        }
        return deals;
    }
}
