package dealflow.deal.refusal;

import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something without which a move is refused.
 *
 * @param key which one, such as an element's name or a checklist item's key
 * @param message what to do about it
 */
@Schema(requiredProperties = {"kind", "message"})
public record Missing(Kind kind, @Nullable String key, String message) {

    /** Whether the move brings it, and not the deal: the customer's confirmation, or a reason. */
    public boolean belongsToMove() {
        return kind == Kind.CONFIRMATION || kind == Kind.SIGNAL || kind == Kind.ROLE || kind == Kind.REASON;
    }

    /** What kind of thing is missing. */
    public enum Kind {
        CONFIRMATION,
        SIGNAL,
        /** A confirmation by somebody whose role lets a deal enter the stage. */
        ROLE,
        QUALIFICATION,
        CHECKLIST,
        /** A value of one of the company's own fields. */
        FIELD,
        REASON,
        STAGE
    }
}
