package dealflow.funnel.notice;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an answer says beside a number or in its place.
 *
 * @param message the same in English, for people
 */
@Schema(
        description =
                "What is said beside a number or in its place: a code for programs, the sentence for people, and the facts in it",
        requiredProperties = {"code", "message", "values"})
public record Notice(
        NoticeCode code,
        @Schema(description = "The same in English; its wording may change, the code's meaning does not")
                String message,
        NoticeValues values) {

    /** Of groups in which a deal may be more than once. */
    public static final Notice WHOLE_DEALS_BY_PRODUCT = new Notice(
            NoticeCode.WHOLE_DEALS_BY_PRODUCT,
            "a deal of several products counts in each of them with its whole amount, so that neither counts nor amounts add up to the "
                    + "whole; the breakdown by product divides amounts",
            NoticeValues.NONE);

    /** Of a sample that is smaller than the smallest that gives a number. */
    public static Notice tooFew(long count, int minimum) {
        return new Notice(
                NoticeCode.TOO_FEW,
                "too few: a sample of %d, and at least %d are needed".formatted(count, minimum),
                NoticeValues.ofSample(count, minimum));
    }
}
