package dealflow.deal.imports;

import dealflow.deal.Deal;
import dealflow.deal.DealDetails;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a line has made of a deal.
 *
 * @param before null for a deal that is new
 * @param leftOut fields of the line that were not taken, since a file never changes them
 */
record LineOutcome(Kind kind, Before before, Deal deal, List<String> leftOut) {

    /** What became of the deal. */
    @Schema(name = "ImportChangeKind")
    enum Kind {
        CREATED,
        CHANGED,
        MOVED,
        UNCHANGED
    }

    /** The deal before the line. */
    record Before(String stage, DealDetails details) {
        static Before of(Deal deal) {
            return new Before(deal.stage(), deal.details());
        }
    }

    static LineOutcome created(Deal deal) {
        return new LineOutcome(Kind.CREATED, null, deal, List.of());
    }

    /** Of a line that is on record already. */
    static LineOutcome unchanged() {
        return new LineOutcome(Kind.UNCHANGED, null, null, List.of());
    }
}
