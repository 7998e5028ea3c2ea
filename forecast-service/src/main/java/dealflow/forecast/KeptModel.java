package dealflow.forecast;

import dealflow.contract.Pipeline;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The model of one moment. When deals have changed since it was fitted, one that is quickly fitted is fitted anew before the
 * answer, and a large one beside it: until then the answer is that of a little earlier, and says so by {@code freshAsOf}.
 */
final class KeptModel {

    private static final Logger LOG = Logger.getLogger(KeptModel.class);
    private static final long QUICK = 50_000_000;

    /** A large model that changes all the time takes a fifth of a processor, not all of it. */
    private static final int REST = 4;

    private final AtomicBoolean fitting = new AtomicBoolean();
    private volatile Fitted fitted;

    /** @param took nanoseconds */
    record Fitted(Model model, Memo memo, Instant freshAsOf, long version, long took, long at) {

        private Fitted asFreshAs(Image image) {
            return new Fitted(model, memo, image.freshAsOf(), version, took, at);
        }

        private boolean rested() {
            return System.nanoTime() - at > REST * took;
        }
    }

    int lives() {
        var now = fitted;
        return now == null ? 0 : now.model.history().lives().size();
    }

    Fitted of(Image image, Pipeline pipeline, Instant asOf) {
        var version = image.of(pipeline).version();
        var now = fitted;
        if (now == null || now.version < version && now.took < QUICK) {
            return fit(image, pipeline, asOf);
        }
        if (now.version >= version) {
            return now.asFreshAs(image);
        }
        if (now.rested() && fitting.compareAndSet(false, true)) {
            CompletableFuture.runAsync(() -> fit(image, pipeline, asOf)).whenComplete((done, problem) -> {
                fitting.set(false);
                if (problem != null) {
                    LOG.errorf(
                            problem,
                            "The model of %s could not be fitted anew; the one of before answers",
                            pipeline.key());
                }
            });
        }
        return now;
    }

    private synchronized Fitted fit(Image image, Pipeline pipeline, Instant asOf) {
        var version = image.of(pipeline).version();
        if (fitted == null || fitted.version < version) {
            var began = System.nanoTime();
            var model = Model.fit(History.of(image, pipeline, asOf));
            if (fitted != null && fitted.took >= QUICK) {
                model.calibrateLike(fitted.model);
            }
            var ended = System.nanoTime();
            fitted = new Fitted(model, new Memo(), image.freshAsOf(), version, ended - began, ended);
        }
        return fitted;
    }
}
