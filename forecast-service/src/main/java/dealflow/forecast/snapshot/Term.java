package dealflow.forecast.snapshot;

import dealflow.forecast.measure.Measure;
import java.util.Arrays;
import java.util.List;

/** What can have happened to what is expected of a period. */
public enum Term {
    /** Deals that have begun in between, less those that were expected to. */
    NEW,
    WON,
    /** Open deals that were lost, or are no deals any more. */
    LOST,
    /** Orders that are none any more. */
    CANCELLED(Measure.RECEIPTS),
    /** Open deals that are less likely to bring something in the period than they were. */
    SLIPPED,
    /** Open deals that are more likely to. */
    PULLED_IN,
    /** Orders that have paid in the period: what came, and what may still come, less what was expected. */
    PAID_WITHIN(Measure.RECEIPTS),
    /** Orders that have paid before the period or after it: what they paid no longer comes within it. */
    PAID_OUTSIDE(Measure.RECEIPTS),
    /** What was given back in the period. */
    REFUNDED(Measure.RECEIPTS),
    /** Orders that have paid nothing in between, and of which more is expected in the period than was. */
    PAYMENT_SOONER(Measure.RECEIPTS),
    /** Those of which less is: they wait, or their milestones do. */
    PAYMENT_LATER(Measure.RECEIPTS),
    REPRICED,
    /** Deals to be paid by other terms, or by another customer, than they were. */
    TERMS_CHANGED(Measure.RECEIPTS),
    REOPENED,
    /** Deals that have come into the scope, or left it, for another owner, team, product, source or region. */
    TRANSFERRED,
    /** The same deals, seen by a model that has learned. */
    MODEL,
    /** What was learned later of what had happened before, and what has been deleted. */
    RESTATED;

    private final List<Measure> measures;

    Term(Measure... only) {
        measures = only.length == 0 ? List.of(Measure.values()) : List.of(only);
    }

    /** Those that a measure can change by. */
    static List<Term> of(Measure measure) {
        return Arrays.stream(values())
                .filter(term -> term.measures.contains(measure))
                .toList();
    }

    /** As answers write it: {@code pulledIn}. */
    public String key() {
        var words = name().toLowerCase().split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                        .reduce("", String::concat);
    }
}
