package dealflow.local.company;

import java.util.List;

/**
 * What usually becomes of a deal in one stage of the demo's pipeline.
 *
 * @param forward how likely it moves on, for an average salesperson
 * @param backward how likely the customer falls back to the stage before
 * @param days the median stay
 * @param reasons why it is lost here, the most frequent first
 */
record Phase(String stage, double forward, double backward, double days, List<String> reasons) {

    static final String LEAD = "lead";

    static final List<Phase> ALL = List.of(
            new Phase("opportunity", 0.62, 0.00, 9, List.of("no-decision", "no-budget", "timing")),
            new Phase("needs-confirmed", 0.69, 0.03, 12, List.of("no-budget", "no-decision", "product-fit")),
            new Phase("customer-recognition", 0.68, 0.04, 20, List.of("product-fit", "competitor", "no-decision")),
            new Phase("solution-confirmed", 0.71, 0.05, 15, List.of("competitor", "price", "timing")),
            new Phase("risk-assessment", 0.73, 0.06, 12, List.of("price", "competitor", "relationship")));
}
