package dealflow.contract.event;

/** What all events have in common: CloudEvents 1.0, on Kafka in binary mode. */
public final class CloudEvents {

    public static final String SPEC_VERSION = "1.0";
    public static final String CONTENT_TYPE = "application/json";

    private CloudEvents() {}

    /** The same however often and wherever an event is seen; one source has each once. */
    public static String id(String subject, long version) {
        return subject + "-" + version;
    }
}
