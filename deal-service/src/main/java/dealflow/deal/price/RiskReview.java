package dealflow.deal.price;

import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Every way in which the customer could still walk away, each checked: what a request for a lower price is decided from
 * once the customer has us on its shortlist.
 *
 * @param version 1, 2, 3, ...; 0 for one that has never been made
 * @param reviewedAt null for one that has never been made
 */
@Schema(requiredProperties = {"ways"})
public record RiskReview(long version, List<Way> ways, @Nullable Instant reviewedAt, @Nullable String reviewedBy) {

    private static final int MOST = 50;

    static final RiskReview NONE = new RiskReview(0, List.of(), null, null);

    public RiskReview {
        ways = ways == null ? List.of() : List.copyOf(ways);
    }

    /** What is known of a way. */
    @Schema(name = "WayState")
    public enum State {
        /** Not checked yet. */
        OPEN,
        /** The customer could go this way. */
        HOLDS,
        /** It cannot. */
        RULED_OUT
    }

    /**
     * A way to walk away.
     *
     * @param way such as "a competitor stands at the same stage"
     * @param evidence what tells us so; may be missing while it is open
     */
    @Schema(requiredProperties = {"way", "state"})
    public record Way(String way, State state, String evidence) {}

    /**
     * A review as somebody writes it.
     *
     * @throws InvalidFieldException if a way is not named, or checked without evidence
     */
    static List<Way> checked(List<Way> ways) {
        if (ways == null || ways.isEmpty() || ways.size() > MOST) {
            throw new InvalidFieldException("ways", "are required: 1 to %d ways to walk away".formatted(MOST));
        }
        for (var i = 0; i < ways.size(); i++) {
            var field = "ways[%d]".formatted(i);
            var way = ways.get(i);
            if (way == null || way.way() == null || way.way().isBlank() || Texts.length(way.way()) > 500) {
                throw new InvalidFieldException(field + ".way", "is required, with at most 500 characters");
            }
            if (way.state() == null) {
                throw new InvalidFieldException(field + ".state", "is required: OPEN, HOLDS or RULED_OUT");
            }
            if (way.state() != State.OPEN
                    && (way.evidence() == null || way.evidence().isBlank())) {
                throw new InvalidFieldException(field + ".evidence", "is required: what tells us so");
            }
        }
        return List.copyOf(ways);
    }

    List<String> in(State state) {
        return ways.stream().filter(way -> way.state() == state).map(Way::way).toList();
    }
}
