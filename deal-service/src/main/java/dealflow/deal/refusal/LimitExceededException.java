package dealflow.deal.refusal;

/** A concession that is not the caller's to make. */
public final class LimitExceededException extends RuntimeException {

    public LimitExceededException(String reduction, String approver) {
        super("%s off the price is more than you may concede in this pipeline: %s decides"
                .formatted(reduction, approver));
    }
}
