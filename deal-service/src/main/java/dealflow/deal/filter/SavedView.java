package dealflow.deal.filter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A filter of the deal list that somebody keeps.
 *
 * @param key by which it is asked for; nobody else's has it
 * @param names by language, {@code en} and {@code zh}
 * @param filter parameters of the deal list, each with its values
 * @param teams with whom it is shared as TEAM: those that its owner was in when it was written
 */
@Schema(requiredProperties = {"key", "names", "filter", "sharedWith", "teams", "owner", "updatedAt"})
public record SavedView(
        String key,
        Map<String, String> names,
        Map<String, List<String>> filter,
        Sharing sharedWith,
        List<String> teams,
        String owner,
        Instant updatedAt) {

    /** Who may use it beside its owner. */
    @Schema(name = "ViewSharing")
    public enum Sharing {
        NOBODY,
        /** The owner's teams. */
        TEAM,
        ALL
    }

    /** With its version, for the ETag. */
    public record Versioned(SavedView view, long version) {}
}
