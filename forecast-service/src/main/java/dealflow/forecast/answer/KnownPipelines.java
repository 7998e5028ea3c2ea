package dealflow.forecast.answer;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.refusal.UnknownPipelineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** Finds what was known of the pipeline that a path names. */
@ApplicationScoped
public class KnownPipelines {

    private final PipelineDirectory pipelines;
    private final Forecasts forecasts;

    KnownPipelines(PipelineDirectory pipelines, Forecasts forecasts) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
    }

    /** @param asOf as it was asked for; null for now */
    public InformationSet at(String key, String asOf) {
        var moment = Parameters.asOf("asOf", asOf);
        return forecasts.known(exists(key), moment);
    }

    /** The first day that was not known, by which a question is looked at before anything is computed for it. */
    public LocalDate today(String key, String asOf) {
        return forecasts.today(exists(key), Parameters.asOf("asOf", asOf));
    }

    public Pipeline exists(String key) {
        return pipelines.pipeline(key).orElseThrow(() -> new UnknownPipelineException(key));
    }
}
