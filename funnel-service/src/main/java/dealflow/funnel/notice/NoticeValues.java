package dealflow.funnel.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The facts in a {@link Notice}.
 *
 * @param month its first day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The facts in a notice; its code says which there are, and the others are left out")
public record NoticeValues(
        @Schema(description = "How many there are") Long count,
        @Schema(description = "How many there have to be") Integer minimum,
        LocalDate month,
        @Schema(description = "The p value below which a difference is more than noise") Double level) {

    public static final NoticeValues NONE = new NoticeValues(null, null, null, null);

    public static NoticeValues ofSample(long count, int minimum) {
        return new NoticeValues(count, minimum, null, null);
    }

    public static NoticeValues ofMinimum(int minimum) {
        return new NoticeValues(null, minimum, null, null);
    }

    public static NoticeValues ofMonth(int minimum, LocalDate month) {
        return new NoticeValues(null, minimum, month, null);
    }

    public static NoticeValues ofLevel(double level) {
        return new NoticeValues(null, null, null, level);
    }
}
