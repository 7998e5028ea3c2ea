package dealflow.funnel.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pipeline's stages as rows: those of the funnel in their order, from 0, and after them any other stage that an open
 * deal was ever in. Stages of earlier versions lie on those in whose place they count now.
 */
public final class Stages {

    private final Pipeline pipeline;
    private final List<Stage> funnel;
    private final List<String> keys = new ArrayList<>();
    private final int[] rows;

    /** @param known the stage keys of the ledger, by their number */
    public Stages(Pipeline pipeline, List<String> known) {
        this.pipeline = pipeline;
        this.funnel = pipeline.funnelStages();
        funnel.forEach(stage -> keys.add(stage.key()));
        rows = new int[known.size()];
        for (var i = 0; i < rows.length; i++) {
            var key = pipeline.current(known.get(i));
            if (!keys.contains(key)) {
                keys.add(key);
            }
            rows[i] = keys.indexOf(key);
        }
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** How many stages the funnel has; winning is one step further. */
    public int funnelRows() {
        return funnel.size();
    }

    /** How many rows there are, with stages that the pipeline does not have any more. */
    public int rows() {
        return keys.size();
    }

    /** By number of a stage, its row. */
    public int[] rowOf() {
        return rows;
    }

    public String key(int row) {
        return keys.get(row);
    }

    /** -1 for a key that is none. */
    public int row(String key) {
        return keys.indexOf(key);
    }

    public Map<String, String> names(int row) {
        return row < funnel.size() ? funnel.get(row).names() : Map.of();
    }

    /** The stage of a row of the funnel. */
    public Stage stage(int row) {
        return funnel.get(row);
    }
}
