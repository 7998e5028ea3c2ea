package dealflow.forecast.refusal;

/** A rebuild that was ordered while another one runs. */
public final class RebuildRunningException extends RuntimeException {

    public RebuildRunningException() {
        super("Another rebuild is running; GET /rebuilds shows it");
    }
}
