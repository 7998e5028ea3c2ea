package dealflow.forecast;

import dealflow.contract.Pipeline;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What was known of a pipeline at a moment, and the model fitted to it; never changes.
 *
 * @param freshAsOf up to when the events were read that it stands on; null before the first was
 */
public record Knowledge(Pipeline pipeline, Instant asOf, Instant freshAsOf, Model model) {

    LocalDate today() {
        return LocalDate.ofInstant(asOf, pipeline.timeZone());
    }
}
