package dealflow.deal.idempotency;

/** An answer of which not everything is told a second time, nor kept. */
public interface KeptForRepetition {

    /** What of it is. */
    Object kept();
}
