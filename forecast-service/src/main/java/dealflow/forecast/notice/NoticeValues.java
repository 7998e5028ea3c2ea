package dealflow.forecast.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The facts in a {@link Notice}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The facts in a notice; its code says which there are, and the others are left out")
public record NoticeValues(
        @Schema(description = "How many there are") Integer count,
        @Schema(description = "Of how many") Integer total,
        @Schema(description = "How many there have to be") Integer minimum,
        @Schema(description = "How many payments there have to be") Integer minimumPayments,
        @Schema(description = "Where a simpler method has erred less") List<BetterBaseline> better) {

    public static final NoticeValues NONE = new NoticeValues(null, null, null, null, null);

    /**
     * A simpler method that has erred less.
     *
     * @param horizon how many periods ahead
     */
    public record BetterBaseline(int horizon, @Schema(ref = "Baseline") String baseline) {}

    public static NoticeValues ofCount(int count) {
        return new NoticeValues(count, null, null, null, null);
    }

    public static NoticeValues ofCount(int count, int minimum) {
        return new NoticeValues(count, null, minimum, null, null);
    }

    public static NoticeValues ofPart(int count, int total) {
        return new NoticeValues(count, total, null, null, null);
    }

    public static NoticeValues ofMinimum(int minimum) {
        return new NoticeValues(null, null, minimum, null, null);
    }

    public static NoticeValues ofMinimum(int minimum, int payments) {
        return new NoticeValues(null, null, minimum, payments, null);
    }

    public static NoticeValues ofBetter(List<BetterBaseline> better) {
        return new NoticeValues(null, null, null, null, better);
    }
}
