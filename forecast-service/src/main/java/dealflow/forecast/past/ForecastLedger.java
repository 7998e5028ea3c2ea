package dealflow.forecast.past;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.Image;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Computations;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.HeapShare;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What was said on past days, each worked out once from what was known then, kept in the database, and read by every later question.
 * A kept day counts only for the history that it was made from: where something was changed, erased or brought in before it, it is
 * made anew.
 */
@ApplicationScoped
public class ForecastLedger {

    private static final Logger LOG = Logger.getLogger(ForecastLedger.class);

    /** A share of the heap for days in memory. */
    private static final int SHARE = 16;

    /** So long a question waits for days to be made. */
    private static final Duration WAIT = Duration.ofMillis(500);

    /** So long each day made in the background waits for questions before it, and again within it. */
    private static final Duration PASS = Duration.ofSeconds(10);

    /** What a day is thought to take before one was seen, and a deal in it. */
    private static final long DAY_NANOS = 30_000_000;

    private static final long DEAL_NANOS = 4_000;

    /** Above this, one day at a time is made, as each holds all deals. */
    private static final int FEW_DEALS = 50_000;

    private final PastForecastTable table;
    private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
    private final Map<String, Long> took = new ConcurrentHashMap<>();
    private final Cache<Key, Kept> kept = Caffeine.newBuilder()
            .maximumSize(Math.max(200, HeapShare.of(SHARE) / PastForecast.SIZE))
            .build();
    private final ExecutorService worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ForecastLedger::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final Map<String, Boolean> ordered = new ConcurrentHashMap<>();

    ForecastLedger(PastForecastTable table) {
        this.table = table;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "forecast-ledger");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    private record Key(String pipeline, int day) {}

    /** @param basis the mark of the history that it was made from */
    record Kept(long basis, PastForecast forecast) {}

    /** Grows whenever days were made. */
    public long version(Pipeline pipeline) {
        return versions.computeIfAbsent(pipeline.key(), key -> new AtomicLong()).get();
    }

    /** The pipeline's, as of a moment's image: what few are missing is made at once, and many are made in the background. */
    public PastForecasts of(Image image, Pipeline pipeline) {
        return days -> {
            if (worker.isShutdown()) {
                // A model that is still fitted while the service ends: nobody will ask it.
                return List.of();
            }
            var found = known(image, pipeline, days);
            var missing = days.stream().filter(day -> !found.containsKey(day)).toList();
            if (!missing.isEmpty()) {
                found.putAll(makeSoon(image, pipeline, missing));
            }
            return days.stream().map(found::get).filter(Objects::nonNull).toList();
        };
    }

    /** Makes as many as the question can wait for, and the others beside it. */
    private Map<Integer, PastForecast> makeSoon(Image image, Pipeline pipeline, List<Integer> days) {
        var made = new ConcurrentHashMap<Integer, PastForecast>();
        var end = System.nanoTime() + WAIT.toNanos();
        var atOnce = Runtime.getRuntime().availableProcessors();
        var next = 0;
        while (next < days.size() && System.nanoTime() + cost(image, pipeline) < end) {
            var some = days.subList(next, Math.min(days.size(), next + atOnce));
            made.putAll(make(image, pipeline, some));
            next += some.size();
        }
        if (next < days.size()) {
            keep(image, pipeline, days.subList(next, days.size()));
        }
        return made;
    }

    /** Makes those of the days that are missing, beside the answers; one such job at a time for each pipeline. */
    public void keep(Image image, Pipeline pipeline, List<Integer> days) {
        if (ordered.putIfAbsent(pipeline.key(), true) != null) {
            return;
        }
        worker.execute(() -> {
            try {
                for (var day : missing(image, pipeline, days)) {
                    Computations.letCallersPass(PASS);
                    // Another replica may have been quicker.
                    if (known(image, pipeline, List.of(day)).isEmpty()) {
                        Computations.givingWay(PASS).during(() -> make(image, pipeline, List.of(day)));
                    }
                }
            } catch (InterruptedException e) {
                // The service stops.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!worker.isShutdown()) {
                    LOG.errorf(
                            e,
                            "Past days of %s could not be worked out; the next question tries again",
                            pipeline.key());
                }
            } finally {
                ordered.remove(pipeline.key());
            }
        });
    }

    /** Nothing is made beside the answers. */
    boolean atRest() {
        return ordered.isEmpty();
    }

    /** How many of the days are there; the missing ones are begun with. */
    public LedgerProgress progress(Image image, Pipeline pipeline, List<Integer> days) {
        var found = known(image, pipeline, days).keySet();
        var missing = days.stream().filter(day -> !found.contains(day)).toList();
        if (!missing.isEmpty()) {
            keep(image, pipeline, missing);
        }
        return LedgerProgress.of(days.size(), missing);
    }

    private List<Integer> missing(Image image, Pipeline pipeline, List<Integer> days) {
        var found = known(image, pipeline, days);
        var missing = days.stream().filter(day -> !found.containsKey(day)).toList();
        if (!missing.isEmpty()) {
            LOG.infof("%d past days of %s are worked out", missing.size(), pipeline.key());
        }
        return missing;
    }

    /** Those that are there and were made from the same history. */
    private Map<Integer, PastForecast> known(Image image, Pipeline pipeline, List<Integer> days) {
        var marks = image.of(pipeline).marks();
        var found = new ConcurrentHashMap<Integer, PastForecast>();
        var unread = new ArrayList<Integer>();
        for (var day : days) {
            var own = kept.getIfPresent(new Key(pipeline.key(), day));
            if (own != null && own.basis == marks.before(day)) {
                found.put(day, own.forecast);
            } else {
                unread.add(day);
            }
        }
        if (!unread.isEmpty()) {
            table.read(pipeline.key(), unread).forEach(own -> {
                if (own.basis == marks.before(own.forecast.day())) {
                    found.put(own.forecast.day(), own.forecast);
                    kept.put(new Key(pipeline.key(), own.forecast.day()), own);
                }
            });
        }
        return found;
    }

    private Map<Integer, PastForecast> make(Image image, Pipeline pipeline, List<Integer> days) {
        var made = new ConcurrentHashMap<Integer, PastForecast>();
        var few = image.of(pipeline).packed().length <= FEW_DEALS;
        var deadline = Deadline.current();
        (few ? days.parallelStream() : days.stream())
                .forEach(day -> deadline.during(() -> made.put(day, make(image, pipeline, day))));
        versions.computeIfAbsent(pipeline.key(), key -> new AtomicLong()).incrementAndGet();
        return made;
    }

    private PastForecast make(Image image, Pipeline pipeline, int day) {
        var began = System.nanoTime();
        var forecast = of(image, pipeline, day);
        var own = new Kept(image.of(pipeline).marks().before(day), forecast);
        table.write(pipeline.key(), own);
        kept.put(new Key(pipeline.key(), day), own);
        took.put(pipeline.key(), System.nanoTime() - began);
        return forecast;
    }

    /** Worked out anew from what was known at the start of the day. */
    public static PastForecast of(Image image, Pipeline pipeline, int day) {
        var end = image.of(pipeline).marks().days().start(day) - 1;
        var asOf = Instant.EPOCH.plus(end, ChronoUnit.MICROS);
        return PastForecaster.of(Estimates.of(TrainingData.of(image, pipeline, asOf)));
    }

    /** What the next days are thought to take, as many as are made at once. */
    private long cost(Image image, Pipeline pipeline) {
        return took.getOrDefault(
                pipeline.key(), DAY_NANOS + DEAL_NANOS * image.of(pipeline).packed().length);
    }

    /** While what is written to is still there. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.info("A past day is cut off");
        }
    }
}
