package dealflow.forecast.notice;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an answer says beside numbers or in their place.
 *
 * @param message the same in English, for people
 */
@Schema(
        description =
                "What is said beside numbers or in their place: a code for programs, the sentence for people, and the facts in it",
        requiredProperties = {"code", "message", "values"})
public record Notice(
        NoticeCode code,
        @Schema(description = "The same in English; its wording may change, the code's meaning does not")
                String message,
        NoticeValues values) {}
