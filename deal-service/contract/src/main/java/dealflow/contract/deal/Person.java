package dealflow.contract.deal;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * One of the people on the customer's side of a deal (采购委员会): what part in the decision, and whether for us.
 *
 * @param id by which the deal's confirmations name it; no other person of the deal has it
 * @param evidence what tells us so; may be null
 * @param contact one way to reach the person, such as an address of mail; null unless it is needed
 * @param confirmedAt when it last confirmed a stage; null if it never has
 */
public record Person(
        String id,
        String name,
        BuyingRole role,
        Stance stance,
        @Nullable String evidence,
        @Nullable String contact,
        @Nullable Instant confirmedAt) {

    /** The part in the decision to buy. */
    public enum BuyingRole {
        /** Says yes or no in the end (决策者). */
        DECIDER,
        /** Negotiates and orders (采购者). */
        BUYER,
        /** Works with what is bought (使用者). */
        USER,
        /** Lets us through to the others, or not (把关者). */
        GATEKEEPER,
        /** Is listened to (影响者). */
        INFLUENCER
    }

    /** Whether it wants us. */
    public enum Stance {
        FOR,
        AGAINST,
        UNKNOWN
    }

    public Person confirming(Instant at) {
        return new Person(id, name, role, stance, evidence, contact, at);
    }
}
