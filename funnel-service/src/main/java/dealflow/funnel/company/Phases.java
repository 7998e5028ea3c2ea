package dealflow.funnel.company;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.contract.pipeline.Stage.BuyingPhase;
import java.util.List;
import java.util.stream.IntStream;

/** In which buying phase (采购阶段) each stage of a funnel is. A phase is reached with any stage of it, or of a later one. */
final class Phases {

    static final List<BuyingPhase> ALL = List.of(BuyingPhase.values());

    private final List<Stage> stages;

    /** @throws UnknownPhaseException if a stage says none */
    Phases(Pipeline pipeline) {
        stages = pipeline.funnelStages();
        for (var stage : stages) {
            if (stage.buyingPhase() == null) {
                throw new UnknownPhaseException(pipeline.key(), stage.key());
            }
        }
    }

    /** How many rows the funnel has. */
    int rows() {
        return stages.size();
    }

    BuyingPhase of(int row) {
        return stages.get(row).buyingPhase();
    }

    String stage(int row) {
        return stages.get(row).key();
    }

    /** The row with which a phase is reached; the number of rows, where only winning reaches it. */
    int first(BuyingPhase phase) {
        return IntStream.range(0, stages.size())
                .filter(row -> of(row).compareTo(phase) >= 0)
                .findFirst()
                .orElse(stages.size());
    }
}
