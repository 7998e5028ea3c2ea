package dealflow.forecast.http;

/** A pipeline that no definition has been read of. */
final class UnknownPipelineException extends RuntimeException {

    UnknownPipelineException(String key) {
        super("There is no pipeline '" + key + "'; GET /forecasts lists them");
    }
}
