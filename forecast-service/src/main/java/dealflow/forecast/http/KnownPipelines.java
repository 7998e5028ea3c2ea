package dealflow.forecast.http;

import dealflow.contract.Pipeline;
import dealflow.forecast.Forecasts;
import dealflow.forecast.Histories;
import dealflow.forecast.Knowledge;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what was known of the pipeline that a path names. */
@ApplicationScoped
class KnownPipelines {

    private final Histories histories;
    private final Forecasts forecasts;

    KnownPipelines(Histories histories, Forecasts forecasts) {
        this.histories = histories;
        this.forecasts = forecasts;
    }

    /** @param asOf as it was asked for; null for now */
    Knowledge at(String key, String asOf) {
        var moment = Parameters.asOf("asOf", asOf);
        return forecasts.known(exists(key), moment);
    }

    Pipeline exists(String key) {
        return histories.pipeline(key).orElseThrow(() -> new UnknownPipelineException(key));
    }
}
