package dealflow.forecast.refusal;

/** A pipeline that no definition has been read of. */
public final class UnknownPipelineException extends RuntimeException {

    public UnknownPipelineException(String key) {
        super("There is no pipeline '" + key + "'; GET /forecasts lists them");
    }
}
