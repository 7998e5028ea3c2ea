package dealflow.forecast.model;

import com.github.benmanes.caffeine.cache.Cache;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Computations;
import dealflow.forecast.load.Memo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The model of all that has happened. When deals have changed since it was fitted, one that is quickly fitted is fitted anew before the
 * answer, and a large one beside it: until then the answer is that of a little earlier, and says so by {@code freshAsOf}.
 */
final class KeptModel {

    private static final Logger LOG = Logger.getLogger(KeptModel.class);
    private static final long QUICK = 50_000_000;

    /** A large model that changes all the time takes a fifth of a processor, not all of it. */
    private static final int REST = 4;

    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Cache<KeptModel, Fitted> kept;
    private final Fit fit;
    private final AtomicBoolean fitting = new AtomicBoolean();

    /** @param kept where the models of all pipelines are, as many as there is memory for */
    KeptModel(Cache<KeptModel, Fitted> kept, Fit fit) {
        this.kept = kept;
        this.fit = fit;
    }

    /** Fits the model of a moment. */
    interface Fit {

        /** @param before the model that was kept, null if none was */
        Fitted of(Image image, Pipeline pipeline, Instant asOf, Fitted before);
    }

    /**
     * @param pipeline by whose definition it was fitted: its stages are those that the model counts
     * @param version of the pipeline's deals
     * @param ownFields of the company's, by which they were told apart
     * @param ledger how many past days had been worked out
     * @param took nanoseconds
     */
    record Fitted(
            Pipeline pipeline,
            Model model,
            Memo memo,
            Instant freshAsOf,
            long version,
            DimensionFields ownFields,
            long ledger,
            long took,
            long at) {

        Fitted asFreshAs(Image image) {
            return new Fitted(pipeline, model, memo, image.freshAsOf(), version, ownFields, ledger, took, at);
        }

        /** Weighed anew at a time, by a ledger. */
        Fitted with(Model model, long ledger, Instant freshAsOf, long at) {
            return new Fitted(pipeline, model, new Memo(), freshAsOf, version, ownFields, ledger, took, at);
        }

        private boolean rested() {
            return System.nanoTime() - at > REST * took;
        }

        /** Whether it cannot be asked about what deals are told apart by now. */
        private boolean isOfOtherFields(Image image, long version) {
            return this.version < version && !ownFields.equals(image.ownFields());
        }

        private boolean isOld(long version, long ledger) {
            return this.version < version || lacks(ledger);
        }

        /** Past days were missing, and more of them are there now. */
        boolean lacks(long ledger) {
            return this.ledger != ledger
                    && model.backtest().known() < model.backtest().due();
        }

        /** The same where it is time to weigh it anew: the answers of a large one say for a while that days are missing. */
        boolean waitsFor(long ledger) {
            return lacks(ledger) && (took < QUICK || rested());
        }

        /** Whether nothing that was learned from has changed. */
        boolean knowsAll(Pipeline pipeline, long version, Instant asOf) {
            return this.version == version
                    && this.pipeline.equals(pipeline)
                    && model.history().isAsOf(pipeline, asOf);
        }
    }

    /** @param today of the model: from noon on, a day counts as known */
    private record Key(KeptModel of, long version, int today) {}

    Fitted of(Image image, Pipeline pipeline, Instant asOf, long ledger) {
        var version = image.of(pipeline).version();
        var today = TrainingData.today(pipeline, asOf);
        var now = kept.getIfPresent(this);
        var none = now == null || now.isOfOtherFields(image, version);
        if (none || now.model.history().today() != today || now.took < QUICK && now.isOld(version, ledger)) {
            if (none && asOf.isAfter(Instant.now().minus(LATELY))) {
                // Whoever asked may have to leave; the model of now will be asked for again.
                fitBeside(image, pipeline, asOf, ledger);
            }
            return Computations.of(new Key(this, version, today), () -> fit(image, pipeline, asOf, ledger))
                    .asFreshAs(image);
        }
        if (!now.isOld(version, ledger)) {
            return now.asFreshAs(image);
        }
        if (now.rested()) {
            fitBeside(image, pipeline, asOf, ledger);
        }
        return now;
    }

    private void fitBeside(Image image, Pipeline pipeline, Instant asOf, long ledger) {
        var key = new Key(this, image.of(pipeline).version(), TrainingData.today(pipeline, asOf));
        if (fitting.compareAndSet(false, true)) {
            CompletableFuture.runAsync(() -> Computations.of(key, () -> fit(image, pipeline, asOf, ledger)))
                    .whenComplete((done, problem) -> {
                        fitting.set(false);
                        if (problem != null) {
                            LOG.errorf(
                                    problem,
                                    "The model of %s could not be fitted anew; the one of before answers",
                                    pipeline.key());
                        }
                    });
        }
    }

    private synchronized Fitted fit(Image image, Pipeline pipeline, Instant asOf, long ledger) {
        var now = kept.getIfPresent(this);
        var version = image.of(pipeline).version();
        if (now == null
                || now.isOfOtherFields(image, version)
                || now.model.history().today() != TrainingData.today(pipeline, asOf)
                || now.isOld(version, ledger)) {
            now = fit.of(image, pipeline, asOf, now);
            kept.put(this, now);
        }
        return now;
    }
}
