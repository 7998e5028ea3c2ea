package dealflow.forecast.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.HistoryLoader;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.Images;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Computations;
import dealflow.forecast.load.HeapShare;
import dealflow.forecast.load.Memo;
import dealflow.forecast.past.ForecastLedger;
import dealflow.forecast.past.LedgerProgress;
import dealflow.forecast.past.PastForecasts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Models of the pipelines as known at a moment. What is known now is kept up with the deals; of other moments those asked for last are
 * kept, as many as a share of the heap holds.
 */
@ApplicationScoped
public class Models {

    /** How much of the heap models of other moments may take. */
    private static final int SHARE = 6;

    /** And those of what is known now, of all pipelines. */
    private static final int PRESENT = 4;

    private final Images images;
    private final ForecastLedger ledger;
    private final ConcurrentHashMap<String, KeptModel> latest = new ConcurrentHashMap<>();

    /** Of all that has happened: at least of two pipelines, however large. */
    private final Cache<KeptModel, KeptModel.Fitted> present = kept(PRESENT, 2);

    private final Cache<Key, KeptModel.Fitted> others = kept(SHARE, 1);

    /** For the same that are being fitted, or in hand. */
    private final FittingMemory memory = new FittingMemory(() -> HeapShare.of(SHARE));

    Models(Images images, ForecastLedger ledger) {
        this.images = images;
        this.ledger = ledger;
    }

    private static <K> Cache<K, KeptModel.Fitted> kept(int parts, int least) {
        return HeapShare.bound(
                parts,
                Caffeine.newBuilder()
                        .maximumWeight(0)
                        // At once, and not somewhen by another thread: a bound is one at any moment.
                        .executor(Runnable::run)
                        .<K, KeptModel.Fitted>weigher((key, fitted) -> (int) Math.min(
                                Integer.MAX_VALUE,
                                Math.min(
                                        HeapShare.of(parts) / least,
                                        fitted.model().bytes())))
                        .<K, KeptModel.Fitted>removalListener(
                                (key, fitted, cause) -> fitted.memo().forget())
                        .build());
    }

    /** @param asOf null for all that has happened, as it is for every moment of a day after the latest change */
    private record Moment(Instant asOf, int today) {}

    /** @param mark of all that had happened by the end of the moment's day: what happens later changes nothing */
    private record Key(String pipeline, Moment moment, long mark) {}

    /** @param asked may have been defined anew since, or after the model that answers was fitted: the answer says by what it was */
    public InformationSet of(Pipeline asked, Instant asOf) {
        var image = images.latest();
        var pipeline = image.pipelines().getOrDefault(asked.key(), asked);
        var today = TrainingData.today(pipeline, asOf);
        var all = HistoryLoader.micros(asOf) >= image.of(pipeline).latest();
        var fitted = all && today == TrainingData.today(pipeline, Instant.now())
                ? latest(pipeline, image, asOf)
                : other(pipeline, image, asOf, new Moment(all ? null : asOf, today));
        return new InformationSet(fitted.pipeline(), asOf, fitted.freshAsOf(), fitted.model(), fitted.memo());
    }

    /** Of all that has happened, today. */
    private KeptModel.Fitted latest(Pipeline pipeline, Image image, Instant asOf) {
        return latest.computeIfAbsent(pipeline.key(), key -> new KeptModel(present, this::fit))
                .of(image, pipeline, asOf, ledger.version(pipeline));
    }

    /** Equal questions that come together wait for one computation. */
    private KeptModel.Fitted other(Pipeline pipeline, Image image, Instant asOf, Moment moment) {
        var marks = image.of(pipeline).marks();
        var key = new Key(
                pipeline.key(), moment, marks.withOwnValuesBefore(marks.days().of(HistoryLoader.micros(asOf)) + 1));
        var known = known(key, pipeline);
        var fitted = known != null
                ? known
                : Computations.of(key, () -> {
                    // It may have been fitted since we looked.
                    var again = known(key, pipeline);
                    return again != null ? again : fitOther(key, image, pipeline, asOf, others.getIfPresent(key));
                });
        memory.lend(fitted.model());
        return fitted.asFreshAs(image);
    }

    /** @param before null, or what only lacks past days that have been worked out since */
    private KeptModel.Fitted fitOther(Key key, Image image, Pipeline pipeline, Instant asOf, KeptModel.Fitted before) {
        var bytes = Model.bytes(image, pipeline, asOf);
        memory.take(bytes);
        try {
            var fitted = before == null ? fit(image, pipeline, asOf, null) : reweighed(image, before);
            others.put(key, fitted);
            return fitted;
        } finally {
            memory.give(bytes);
        }
    }

    private KeptModel.Fitted known(Key key, Pipeline pipeline) {
        var known = others.getIfPresent(key);
        return known != null && known.waitsFor(ledger.version(pipeline)) ? null : known;
    }

    private KeptModel.Fitted fit(Image image, Pipeline pipeline, Instant asOf, KeptModel.Fitted before) {
        var version = image.of(pipeline).version();
        if (before != null && before.knowsAll(pipeline, version, asOf)) {
            return reweighed(image, before);
        }
        var began = System.nanoTime();
        var pastDays = ledger.version(pipeline);
        var model = Model.fit(TrainingData.of(image, pipeline, asOf), ledger.of(image, pipeline));
        var ended = System.nanoTime();
        return new KeptModel.Fitted(
                pipeline,
                model,
                new Memo(),
                image.freshAsOf(),
                version,
                image.ownFields(),
                pastDays,
                ended - began,
                ended);
    }

    /** Of the same deals, by the past days that there are now. */
    private KeptModel.Fitted reweighed(Image image, KeptModel.Fitted before) {
        var pipeline = before.pipeline();
        var pastDays = ledger.version(pipeline);
        return before.with(
                before.model().reweighed(ledger.of(image, pipeline)), pastDays, image.freshAsOf(), System.nanoTime());
    }

    /** What was said of a pipeline on past days. */
    public PastForecasts past(Pipeline pipeline) {
        return ledger.of(images.latest(), pipeline);
    }

    /** How far that is worked out, for all past days that questions about any moment look at. */
    public LedgerProgress pastProgress(InformationSet known) {
        return ledger.progress(
                images.latest(),
                known.pipeline(),
                Backtest.mondays(known.model().history()));
    }

    /** Is handed each deal as it was known at two moments; null where it was not at one of them. */
    public interface Pairs {
        void accept(UUID deal, DealHistory was, DealHistory is);
    }

    /** Each deal that was there at a moment, as it was known then. */
    public void deals(Pipeline pipeline, Instant asOf, BiConsumer<UUID, DealHistory> visitor) {
        var known = images.latest().at(pipeline, asOf);
        for (var slot = 0; slot < known.slots(); slot++) {
            var deal = known.of(slot);
            if (deal != null) {
                visitor.accept(known.id(slot), deal);
            }
        }
    }

    /**
     * Each deal as it was known at two moments; the same object where it has not changed in between. Null where it was not: at the earlier
     * one before it began, and at the later one if it was an order that had never been in the funnel, and is none any more.
     */
    public void pairs(Pipeline pipeline, Instant before, Instant after, Pairs pairs) {
        var image = images.latest();
        var earlier = image.at(pipeline, before);
        var later = image.at(pipeline, after);
        for (var slot = 0; slot < later.slots(); slot++) {
            var was = earlier.of(slot);
            var is = later.of(slot);
            if (was != null || is != null) {
                pairs.accept(later.id(slot), was, is);
            }
        }
    }
}
