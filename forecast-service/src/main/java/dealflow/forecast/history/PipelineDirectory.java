package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pipelines and the company's own fields, and up to when they are known. */
@ApplicationScoped
public class PipelineDirectory {

    private final Images images;

    PipelineDirectory(Images images) {
        this.images = images;
    }

    public List<String> pipelines() {
        return List.copyOf(images.latest().pipelines().keySet());
    }

    /** Up to when everything published is known; null while nothing is. */
    public Instant freshAsOf() {
        return images.latest().freshAsOf();
    }

    /** The company's own fields by which deals are told apart. */
    public DimensionFields ownFields() {
        return images.latest().ownFields();
    }

    public Optional<Pipeline> pipeline(String key) {
        return Optional.ofNullable(images.latest().pipelines().get(key));
    }
}
