package dealflow.contract.event;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A move from one stage to another, or the stage that a deal was opened in.
 *
 * @param direction null for a deal opened as a lead and for a move between two stages outside the funnel
 * @param fromStage null for a deal just opened
 * @param toStage a stage's key, the key of the pipeline's won stage, or {@code lost}
 * @param skipped the funnel stages between the two that were not entered
 * @param confirmation null where none is needed: imported history, backward moves, losses
 * @param reason why the deal was lost, moved backward, returned or reopened, or won where the pipeline has win
 *     reasons; null for other moves
 * @param note what the one who moved it added to the reason; may be null
 * @param override why a refused move was made all the same; null for ordinary moves
 */
public record Change(
        @Nullable Direction direction,
        @Nullable String fromStage,
        String toStage,
        List<String> skipped,
        @Nullable Confirmation confirmation,
        @Nullable String reason,
        @Nullable String note,
        @Nullable String override) {}
