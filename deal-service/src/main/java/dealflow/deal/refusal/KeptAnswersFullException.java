package dealflow.deal.refusal;

import java.time.Duration;

/** A caller for whom as many answers are kept as may be, or as large ones; when the oldest is forgotten there is room again. */
public final class KeptAnswersFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int seconds;

    public KeptAnswersFullException(Duration untilRoom) {
        super(
                "As many of your answers are kept for repetition as may be: send fewer requests with an Idempotency-Key, or come again when the oldest is forgotten");
        this.seconds = (int) Math.max(1, untilRoom.toSeconds());
    }

    public int seconds() {
        return seconds;
    }
}
