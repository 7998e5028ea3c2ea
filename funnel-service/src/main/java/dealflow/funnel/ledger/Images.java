package dealflow.funnel.ledger;

import dealflow.consumer.DealEvents;
import dealflow.contract.follow.ChangedDeals;
import dealflow.contract.follow.Follower;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.refusal.NotFoundException;
import dealflow.funnel.refusal.NotLoadedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The images of all pipelines, loaded at the start and kept up with the ledger by one thread. */
@ApplicationScoped
@Startup(DealEvents.FIRST + 1)
public class Images {

    private static final Logger LOG = Logger.getLogger(Images.class);

    @Inject
    DataSource database;

    @Inject
    ImageConfig config;

    @Inject
    UnreadableDeals unreadable;

    private final Map<String, ImageStore> stores = new HashMap<>();
    private volatile Map<String, Image> images;
    private volatile Instant freshAsOf;
    private volatile DimensionFields ownFields = DimensionFields.NONE;
    private volatile long loaded;
    private volatile long changes;
    private boolean changed;
    private Follower follower;

    @PostConstruct
    void start() {
        follower = new Follower("images", database, config.look(), config.deals(), new Follower.Copy() {

            @Override
            public void loadAll(Connection snapshot) throws SQLException {
                ownFieldsChanged(snapshot);
                define(snapshot, true);
                Images.this.loadAll(snapshot);
                changed = true;
            }

            @Override
            public void load(Connection snapshot, List<ChangedDeals.Changed> deals) throws SQLException {
                if (ownFieldsChanged(snapshot)) {
                    define(snapshot, true);
                    Images.this.loadAll(snapshot);
                    changed = true;
                    return;
                }
                changed |= define(snapshot, false);
                if (!deals.isEmpty()) {
                    changed |= change(snapshot, deals);
                }
            }

            @Override
            public void show(Instant fresh) {
                if (changed) {
                    publish();
                    changed = false;
                }
                freshAsOf = fresh;
            }
        });
        follower.start();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        follower.close();
    }

    /**
     * A pipeline's image as it is now.
     *
     * @throws NotFoundException if the pipeline is not known here
     * @throws NotLoadedException until all images are loaded
     */
    public Image image(String pipeline) {
        var image = known().get(pipeline);
        if (image == null) {
            throw new NotFoundException("pipeline", pipeline);
        }
        return image;
    }

    public List<Pipeline> pipelines() {
        return known().values().stream().map(Image::pipeline).toList();
    }

    private Map<String, Image> known() {
        var known = images;
        if (known == null) {
            throw new NotLoadedException(loaded);
        }
        return known;
    }

    /** Up to when everything published is in every image that is asked for from now on; null while nothing is known. */
    public Instant freshAsOf() {
        return freshAsOf;
    }

    boolean ready() {
        return images != null;
    }

    /** How many rows of the ledger have been loaded. */
    long loaded() {
        return loaded;
    }

    Optional<String> problem() {
        return follower.problem();
    }

    /** Goes up whenever an image has changed. */
    public long changes() {
        return changes;
    }

    /** Whether deals are told apart by other fields than before. */
    private boolean ownFieldsChanged(Connection snapshot) throws SQLException {
        var now = DimensionFields.read(snapshot);
        var changed = !now.equals(ownFields);
        ownFields = now;
        return changed;
    }

    /** The company's own fields by which deals are told apart. */
    public DimensionFields ownFields() {
        return ownFields;
    }

    private LedgerRows rows() {
        return new LedgerRows(stores::get, unreadable, ownFields);
    }

    private boolean define(Connection snapshot, boolean everything) throws SQLException {
        var changed = false;
        for (var pipeline : Ledger.pipelines(snapshot)) {
            var store = stores.get(pipeline.key());
            if (store == null) {
                stores.put(pipeline.key(), new ImageStore(pipeline));
                if (!everything) {
                    // Its deals may have come before it did, and were left out.
                    load(stores.get(pipeline.key()), rows().in(snapshot, pipeline.key()));
                }
                changed = true;
            } else if (store.version() < pipeline.version()) {
                store.define(pipeline);
                changed = true;
            }
        }
        return changed;
    }

    private void loadAll(Connection snapshot) throws SQLException {
        var began = System.nanoTime();
        var read = rows().all(snapshot, rows -> loaded = rows);
        stores.forEach((key, store) -> load(store, read.remove(key)));
        LOG.infof("Loaded the ledger in %.1f s", (System.nanoTime() - began) / 1e9);
    }

    private static void load(ImageStore store, StateColumns states) {
        store.load(states == null ? new StateColumns() : states);
    }

    private boolean change(Connection snapshot, List<ChangedDeals.Changed> deals) throws SQLException {
        var ids = deals.stream().map(ChangedDeals.Changed::deal).collect(Collectors.toSet());
        var read = rows().of(snapshot, ids);
        var changed = false;
        for (var store : stores.entrySet()) {
            changed |= store.getValue().change(ids, read.getOrDefault(store.getKey(), new StateColumns()));
        }
        return changed;
    }

    private void publish() {
        var next = new TreeMap<String, Image>();
        stores.forEach((key, store) -> next.put(key, store.image()));
        images = next;
        changes = changes + 1;
    }
}
