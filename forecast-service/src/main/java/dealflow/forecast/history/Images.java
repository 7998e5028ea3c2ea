package dealflow.forecast.history;

import dealflow.contract.follow.ChangedDeals;
import dealflow.contract.follow.Follower;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.forecast.load.ForecastConfig;
import dealflow.forecast.load.HeapShare;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Keeps the {@link Image} up with the database, so that no question reads history from there: loads all deals once, then
 * those that have changed.
 */
@ApplicationScoped
public class Images {

    private static final Logger LOG = Logger.getLogger(Images.class);
    private static final int AT_ONCE = 5000;
    private static final long FIRST_SECONDS = 60;

    private final DataSource database;
    private final UnreadableDeals unreadable;
    private final Set<String> unreadPipelines = new HashSet<>();
    private final Follower follower;
    private final CompletableFuture<Image> first = new CompletableFuture<>();
    private volatile Image latest;

    private Dictionaries dictionaries = new Dictionaries();
    private final Map<String, DealTable> deals = new HashMap<>();
    private Map<String, Pipeline> pipelines = Map.of();

    Images(DataSource database, ForecastConfig config, UnreadableDeals unreadable) {
        this.database = database;
        this.unreadable = unreadable;
        this.follower = new Follower("image", database, config.lookEvery(), AT_ONCE, new Kept());
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        follower.close();
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck loaded() {
        return () -> HealthCheckResponse.named("history is loaded")
                .status(areLoaded())
                .build();
    }

    boolean areLoaded() {
        return first.isDone();
    }

    /** Does something beside the answers, as soon as all is known for the first time. */
    public void whenLoaded(Runnable work) {
        first.thenRunAsync(work);
    }

    /** The newest image; waits for the first one while the service starts. */
    public Image latest() {
        var image = latest;
        if (image != null) {
            return image;
        }
        try {
            return first.get(FIRST_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The history is not loaded yet", e);
        }
    }

    private final class Kept implements Follower.Copy {

        @Override
        public void loadAll(Connection snapshot) throws SQLException {
            readPipelines(snapshot);
            dictionaries = new Dictionaries(DimensionFields.read(snapshot));
            // Their versions go on, or what was computed from the tables of before would look new.
            deals.values().forEach(DealTable::clear);
            unreadable.forgetAll();
            new FullLoad(database, dictionaries, Images.this::put, unreadable).run(snapshot);
        }

        @Override
        public void load(Connection snapshot, List<ChangedDeals.Changed> changed) throws SQLException {
            if (!DimensionFields.read(snapshot).equals(dictionaries.ownFields)) {
                // Each deal is told apart by other values than before.
                loadAll(snapshot);
                return;
            }
            readPipelines(snapshot);
            Images.this.load(snapshot, changed);
        }

        @Override
        public void show(Instant freshAsOf) {
            latest = new Image(
                    deals.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                            .copy())),
                    pipelines,
                    dictionaries,
                    freshAsOf);
            HeapShare.occupiedByDeals(
                    deals.values().stream().mapToLong(DealTable::bytes).sum());
            first.complete(latest);
        }
    }

    private void load(Connection connection, List<ChangedDeals.Changed> found) throws SQLException {
        Map<UUID, Long> unseen = new LinkedHashMap<>();
        for (var changed : found) {
            if (deals.values().stream().noneMatch(some -> some.knows(changed.deal(), changed.sequence()))) {
                unseen.put(changed.deal(), changed.sequence());
            }
        }
        if (unseen.isEmpty()) {
            return;
        }
        var gone = unseen.keySet();
        new HistoryLoader(
                        dictionaries,
                        (pipeline, packed) -> {
                            gone.remove(packed.deal());
                            put(pipeline, packed);
                        },
                        unreadable)
                .these(connection, List.copyOf(unseen.keySet()));
        gone.forEach(deal -> deals.values().forEach(some -> some.remove(deal, dictionaries)));
    }

    private void put(String pipeline, PackedHistory packed) {
        deals.computeIfAbsent(pipeline, key -> new DealTable()).put(packed, dictionaries);
    }

    private void readPipelines(Connection connection) throws SQLException {
        var read = new TreeMap<String, Pipeline>();
        try (var statement = connection.prepareStatement("SELECT key, definition FROM pipeline");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                readPipeline(rows.getString(1), rows.getBytes(2), read);
            }
        }
        if (!read.equals(pipelines)) {
            pipelines = read;
            // Stages may count elsewhere now, and moments be of other days.
            read.forEach((key, pipeline) ->
                    deals.computeIfAbsent(key, any -> new DealTable()).define(pipeline, dictionaries));
        }
    }

    /** One that cannot be read is not known, and the others are. */
    private void readPipeline(String key, byte[] definition, Map<String, Pipeline> read) {
        try {
            read.put(key, ContractJson.readPipeline(definition));
            unreadPipelines.remove(key);
        } catch (UnreadableEventException e) {
            if (unreadPipelines.add(key)) {
                LOG.errorf("The pipeline %s is left out: %s", key, e.getMessage());
            }
        }
    }
}
