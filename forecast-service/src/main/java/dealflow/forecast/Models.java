package dealflow.forecast;

import dealflow.contract.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Models of the pipelines as known at a moment, kept while they are asked for: fitting reads all lives, answering from a
 * fitted model does not.
 */
@ApplicationScoped
class Models {

    private final Images images;
    private final ForecastConfig config;
    private final Map<Key, KeptModel> kept = new LinkedHashMap<>(16, 0.75f, true);

    Models(Images images, ForecastConfig config) {
        this.images = images;
        this.config = config;
    }

    /** @param asOf null for all that has happened, as it is for every moment after the latest change of the same day */
    private record Key(String pipeline, Instant asOf, int today) {}

    Knowledge of(Pipeline pipeline, Instant asOf) {
        var image = images.latest();
        var today = History.today(pipeline, asOf);
        var all = TrackLoader.micros(asOf) >= image.of(pipeline).latest();
        var fitted = model(new Key(pipeline.key(), all ? null : asOf, today)).of(image, pipeline, asOf);
        return new Knowledge(pipeline, asOf, fitted.freshAsOf(), fitted.model(), fitted.memo());
    }

    /** Each deal as it was known at two moments, null where it was not. */
    void pairs(Pipeline pipeline, Instant before, Instant after, BiConsumer<Life, Life> pairs) {
        var image = images.latest();
        var reader = new LifeReader(pipeline, image.codes());
        image.of(pipeline).forEach(track -> {
            var is = reader.life(track, TrackLoader.micros(after));
            if (is != null) {
                pairs.accept(reader.life(track, TrackLoader.micros(before)), is);
            }
        });
    }

    private synchronized KeptModel model(Key key) {
        var model = kept.computeIfAbsent(key, any -> new KeptModel());
        var oldest = kept.entrySet().iterator();
        while (kept.size() > 1 && (kept.size() > config.modelsKept() || lives() > config.livesKept())) {
            oldest.next();
            oldest.remove();
        }
        return model;
    }

    private long lives() {
        return kept.values().stream().mapToLong(KeptModel::lives).sum();
    }
}
