package dealflow.deal.pipeline;

import dealflow.contract.json.ContractJson;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The pipelines: templates that ship, and the versions that users make of them. */
@ApplicationScoped
public class Pipelines implements PanacheRepositoryBase<PipelineVersion, PipelineVersion.Key> {

    private static final List<String> TEMPLATES = List.of("buyer-aligned-7", "b2b-5");

    private static final long FRESH_MILLIS = 1000;
    private static final int LOCK_SPACE = 0x70697065;

    private final Map<String, Cached> current = new ConcurrentHashMap<>();

    @Inject
    Jdbi database;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    private record Cached(Pipeline pipeline, long readAtMillis) {}

    /** The templates, with their names and guidance in English and Chinese. */
    public List<Pipeline> templates() {
        return TEMPLATES.stream().map(Pipelines::template).toList();
    }

    private static Pipeline template(String name) {
        if (!TEMPLATES.contains(name)) {
            throw new InvalidFieldException("template", "'%s' is not one of %s".formatted(name, TEMPLATES));
        }
        try (var file = Pipelines.class.getResourceAsStream("/templates/" + name + ".json")) {
            return ContractJson.readPipeline(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A template under a key, a currency, a time zone of its own. */
    public static Pipeline fromTemplate(
            String template, String key, Map<String, String> names, String currency, ZoneId timeZone) {
        return PipelineCopies.ofTemplate(template(template), key, names, currency, timeZone);
    }

    /** The current definitions, by key. */
    @Transactional
    public List<Pipeline> list() {
        return list(
                        "from PipelineVersion v where v.version = (select max(p.version) from PipelineVersion p where p.key = v.key)")
                .stream()
                .map(version -> version.definition)
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList();
    }

    /**
     * The current definition, at most a second old.
     *
     * @throws NotFoundException if there is none of that key
     */
    @Transactional
    public Pipeline current(String key) {
        return notBefore(key, 1);
    }

    /** The current definition, but never an older one than a deal follows already. */
    public Pipeline notBefore(String key, int version) {
        var cached = current.get(key);
        if (cached != null && cached.pipeline().version() >= version && !aged(cached)) {
            return cached.pipeline();
        }
        return refreshed(key).orElseThrow(() -> new NotFoundException("pipeline", key));
    }

    /** The current definition, which nobody edits until the transaction ends. */
    public Pipeline held(String key) {
        return heldIfThere(key).orElseThrow(() -> new NotFoundException("pipeline", key));
    }

    public Optional<Pipeline> heldIfThere(String key) {
        hold(key);
        var newest = getEntityManager()
                .createQuery("select max(version) from PipelineVersion where key = :key", Integer.class)
                .setParameter("key", key)
                .getSingleResult();
        var cached = current.get(key);
        return newest != null && cached != null && cached.pipeline().version() == newest
                ? Optional.of(cached.pipeline())
                : refreshed(key);
    }

    /** Holds the pipelines of some deals in this way. */
    public void holdThoseOf(Collection<UUID> deals) {
        holdThoseOf(deals, List.of());
    }

    /**
     * The same, and those of some keys.
     *
     * @param keys also such of which there is no pipeline
     */
    public void holdThoseOf(Collection<UUID> deals, Collection<String> keys) {
        Stream.concat(
                        keys.stream(),
                        getEntityManager()
                                .createQuery("select distinct pipeline from Deal where id in :deals", String.class)
                                .setParameter("deals", deals)
                                .getResultStream())
                .distinct()
                .sorted()
                .forEach(this::hold);
    }

    /** Whoever puts a deal into a pipeline holds it, so that an edit sees all deals that it has to take along. */
    private void hold(String key) {
        advisory("pg_advisory_xact_lock_shared", key);
    }

    /** Waits until nobody holds it; nobody does until the transaction ends. */
    public void lock(String key) {
        advisory("pg_advisory_xact_lock", key);
    }

    private void advisory(String function, String key) {
        database.useHandle(
                transaction -> transaction.execute("SELECT %s(?, hashtext(?))".formatted(function), LOCK_SPACE, key));
    }

    private boolean aged(Cached cached) {
        return clock.instant().toEpochMilli() - cached.readAtMillis() >= FRESH_MILLIS;
    }

    private Optional<Pipeline> refreshed(String key) {
        var now = clock.instant().toEpochMilli();
        var pipeline = latest(key);
        pipeline.ifPresent(found -> current.put(key, new Cached(found, now)));
        return pipeline;
    }

    public Optional<Pipeline> latest(String key) {
        return find("key = ?1 order by version desc", key).firstResultOptional().map(version -> version.definition);
    }

    /**
     * Makes a new pipeline.
     *
     * @throws ConflictException if there is one of that key already
     */
    @Transactional
    public Pipeline create(Pipeline draft, String actor) {
        var checked = PipelineCheck.checked(draft);
        lock(checked.key());
        if (latest(checked.key()).isPresent()) {
            throw new ConflictException(
                    "There is a pipeline '%s' already: change it with PUT /pipelines/%1$s".formatted(checked.key()));
        }
        return save(PipelineCopies.nextVersion(checked, 1, Map.of()), actor);
    }

    public Pipeline save(Pipeline version, String actor) {
        persist(PipelineVersion.of(version, clock.instant(), actor));
        flush();
        outbox.append(version, clock.instant());
        current.remove(version.key());
        return version;
    }
}
