package dealflow.deal.guidance;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.refusal.Missing;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * What follows from where a deal stands (R7), in one language.
 *
 * @param stage the stage on record
 * @param suggested the stage that the ticks tell of; null for a closed deal, and where no checklist tells anything
 * @param buyingPhase where the customer is in its own buying process; null where the pipeline does not say
 * @param concerns what the customer cares about now
 * @param actions what we do now
 * @param done the items of this stage's checklist that are ticked
 * @param missing those that are not
 * @param verdict whether it is an opportunity or a pseudo-opportunity
 * @param elementsMissing what it lacks to be one
 * @param fieldsMissing which of the company's own fields the next stage asks for, and the deal has no value of
 * @param committee who on the customer's side has confirmed so far, where the next stage asks for a role; null elsewhere
 * @param stay how long it has been here
 */
public record Guidance(
        Status status,
        Named stage,
        @Nullable Named suggested,
        @Nullable Stage.BuyingPhase buyingPhase,
        @Nullable Concerns concerns,
        List<String> actions,
        List<Item> done,
        List<Item> missing,
        Qualification.Verdict verdict,
        List<Missing> elementsMissing,
        List<Missing> fieldsMissing,
        @Nullable String committee,
        Stay stay,
        @Nullable Price price) {

    /** A key with its name. */
    public record Named(String key, String name) {}

    /**
     * What the customer cares about in this buying phase.
     *
     * @param first null where the pipeline does not say
     * @param price where price stands among its concerns
     */
    public record Concerns(@Nullable String first, @Nullable String second, @Nullable String price) {}

    /** A checklist item. */
    public record Item(String key, String name, boolean required, @Nullable Stage.ConfirmedBy confirmedBy) {}

    /**
     * A stay against what its stage allows.
     *
     * @param days whole days so far, business days where the stage counts those
     * @param threshold null where the stage sets none
     * @param outlastedAt when it will have lasted as long, or had; null without a threshold
     * @param stalled whether it has, and is not snoozed
     */
    public record Stay(
            Instant since,
            long days,
            boolean businessDays,
            @Nullable Period threshold,
            @Nullable Instant outlastedAt,
            boolean stalled,
            @Nullable LocalDate snoozedUntil,
            @Nullable String snoozeReason) {}

    /**
     * How a request for a lower price is met here.
     *
     * @param stance null for a closed deal, and where the pipeline does not say
     */
    public record Price(@Nullable Stage.PriceStance stance, @Nullable String text) {}
}
