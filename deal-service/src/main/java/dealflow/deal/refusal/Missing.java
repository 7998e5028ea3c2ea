package dealflow.deal.refusal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something without which a move is refused.
 *
 * @param key which one, such as an element's name or a checklist item's key
 * @param message what to do about it
 */
@Schema(requiredProperties = {"kind", "message"})
public record Missing(Kind kind, String key, String message) {

    /** What kind of thing is missing. */
    public enum Kind {
        CONFIRMATION,
        SIGNAL,
        QUALIFICATION,
        CHECKLIST,
        REASON,
        STAGE
    }
}
