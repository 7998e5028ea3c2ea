package dealflow.funnel.bottleneck;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.statistics.Rate;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the funnel is less steep than it was, or than elsewhere, by more than chance, the costliest first.
 *
 * @param by what the groups are; null where the window is held against the base period
 * @param test the test and its correction for many comparisons
 * @param items all that is worse by more than chance
 * @param tested how many comparisons there were
 */
public record BottlenecksAnswer(
        @JsonUnwrapped AnswerHeader header,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant baseFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant baseTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(ref = "Dimension") String by,
        Notice test,
        int tested,
        List<Bottleneck> items)
        implements Tabular {

    /**
     * One step that has become a bottleneck.
     *
     * @param group null where the window is held against the base period
     * @param horizon only deals that have been known for so long since they reached {@code from} are compared: those that
     *     moved on within it, against all; so none is undecided
     * @param rate of the window or the group
     * @param base of the base period or the other groups
     * @param pValue adjusted
     * @param cost what it has cost
     * @param note all of it in words
     * @param links the deals in the rate: those that {@code reached} and those that {@code moved}; and {@code deals} to fill in
     */
    public record Bottleneck(
            @JsonInclude(JsonInclude.Include.NON_NULL) String group,
            String from,
            String to,
            Duration horizon,
            Rate rate,
            Rate base,
            double pValue,
            Cost cost,
            String note,
            Map<String, String> links) {}

    /**
     * What would have moved on at the base's rate and did not.
     *
     * @param deals how many
     * @param amount of what amount, at the mean of those that reached {@code from}
     * @param won of which would have been won, at the base's share in amount of those that moved on; null if not known
     */
    public record Cost(
            double deals,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal won) {}

    @Override
    public List<?> rows() {
        return items;
    }
}
