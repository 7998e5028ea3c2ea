package dealflow.deal.idempotency;

import java.util.UUID;

/** An operation on many deals, whose {@code items} tell of each {@code deal} for itself. */
public interface AnswersByDeal {

    /** The status of its answers; no other operation has it. */
    int status();

    /** What a repeated answer tells in the place of a deal that is not the caller's any more. */
    Object withheld(UUID deal);
}
