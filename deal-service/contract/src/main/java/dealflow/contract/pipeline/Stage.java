package dealflow.contract.pipeline;

import dealflow.contract.deal.Person;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * One step of a pipeline (销售阶段), defined by what the customer has confirmed.
 *
 * @param names by language
 * @param buyingPhase where the customer is in its own buying process
 * @param stalledAfter a stay longer than this is stalled; null where the pipeline sets none
 * @param stalledCountsBusinessDays whether the days of {@code stalledAfter} are business days
 * @param signals the confirmations that let a deal enter this stage; empty for any
 * @param confirmingRoles the roles of the people whose confirmation lets a deal enter it; empty for anybody's
 * @param checklist what must be true before the next stage
 * @param concerns what the customer cares about now, first concern first, by language
 * @param actions what we do now, by language
 * @param priceStance what a request for a lower price is answered from
 */
public record Stage(
        String key,
        Map<String, String> names,
        Place place,
        BuyingPhase buyingPhase,
        Period stalledAfter,
        boolean stalledCountsBusinessDays,
        List<String> signals,
        List<ChecklistItem> checklist,
        Map<String, List<String>> concerns,
        Map<String, List<String>> actions,
        PriceStance priceStance,
        List<Person.BuyingRole> confirmingRoles) {

    public Stage {
        confirmingRoles = confirmingRoles == null ? List.of() : confirmingRoles;
    }

    /** One that anybody's confirmation opens. */
    public Stage(
            String key,
            Map<String, String> names,
            Place place,
            BuyingPhase buyingPhase,
            Period stalledAfter,
            boolean stalledCountsBusinessDays,
            List<String> signals,
            List<ChecklistItem> checklist,
            Map<String, List<String>> concerns,
            Map<String, List<String>> actions,
            PriceStance priceStance) {
        this(
                key,
                names,
                place,
                buyingPhase,
                stalledAfter,
                stalledCountsBusinessDays,
                signals,
                checklist,
                concerns,
                actions,
                priceStance,
                List.of());
    }

    /** Leads are outside; only what is inside counts. */
    public enum Place {
        OUTSIDE,
        FUNNEL
    }

    /** 采购阶段, after Neil Rackham. */
    public enum BuyingPhase {
        NEED_FORMATION,
        SOLUTION_EVALUATION,
        PURCHASE_DECISION
    }

    /** How a request for a lower price is met in this stage. */
    public enum PriceStance {
        /** Do not negotiate: clarify the need. */
        NOT_YET,
        /** Refuse: sell the solution. */
        HOLD,
        /** The risk review decides. */
        RISK_REVIEW
    }

    /**
     * Something that must be true before the next stage.
     *
     * @param required whether it blocks the move while it is open
     * @param confirmedBy who can say that it is so
     */
    public record ChecklistItem(String key, Map<String, String> names, boolean required, ConfirmedBy confirmedBy) {}

    /** Whose word ticks a checklist item. */
    public enum ConfirmedBy {
        CUSTOMER,
        US
    }
}
