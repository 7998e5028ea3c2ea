package dealflow.consumer;

/** A rebuild that was ordered while another one runs. */
final class RebuildRunningException extends RuntimeException {

    RebuildRunningException() {
        super("Another rebuild is running; GET /rebuilds shows it");
    }
}
