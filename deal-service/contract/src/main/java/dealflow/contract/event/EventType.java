package dealflow.contract.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of event about a deal; the wire name stands in the CloudEvents attribute {@code type}. */
public enum EventType {
    OPENED("dealflow.deal.opened.v1"),
    STAGE_CHANGED("dealflow.deal.stage-changed.v1"),
    REVISED("dealflow.deal.revised.v1"),
    PAYMENT_RECEIVED("dealflow.deal.payment-received.v1"),
    STALLED("dealflow.deal.stalled.v1"),
    DELETED("dealflow.deal.deleted.v1");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The type of that wire name; empty for one that a later version of the contract has added. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
