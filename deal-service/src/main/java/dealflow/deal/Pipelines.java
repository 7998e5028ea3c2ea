package dealflow.deal;

import dealflow.contract.ContractJson;
import dealflow.contract.Pipeline;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The pipelines: templates that ship, and the versions that users make of them. */
@ApplicationScoped
public class Pipelines implements PanacheRepositoryBase<PipelineVersion, PipelineVersion.Key> {

    private static final List<String> TEMPLATES = List.of("buyer-aligned-7", "b2b-5");

    private final Map<String, Cached> current = new ConcurrentHashMap<>();

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
        var base = template(template);
        return new Pipeline(
                key,
                1,
                Objects.requireNonNullElse(names, base.names()),
                Objects.requireNonNullElse(currency, base.currency()),
                Objects.requireNonNullElse(timeZone, base.timeZone()),
                base.stages(),
                base.won(),
                base.lossReasons(),
                base.skips(),
                base.holidays(),
                base.winReasons(),
                base.retiredStages());
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
        return lookUp(key).orElseThrow(() -> new NotFoundException("pipeline", key));
    }

    /** The same, empty if there is none; unlike an exception that leaves a transaction as it is. */
    @Transactional
    Optional<Pipeline> lookUp(String key) {
        var now = clock.instant().toEpochMilli();
        var cached = current.get(key);
        if (cached != null && now - cached.readAtMillis() < 1000) {
            return Optional.of(cached.pipeline());
        }
        var pipeline = latest(key);
        pipeline.ifPresent(found -> current.put(key, new Cached(found, now)));
        return pipeline;
    }

    private Optional<Pipeline> latest(String key) {
        return find("key = ?1 order by version desc", key).firstResultOptional().map(version -> version.definition);
    }

    /**
     * Makes a new pipeline.
     *
     * @throws ConflictException if there is one of that key already
     */
    @Transactional
    public Pipeline create(Pipeline draft, String actor) {
        if (draft.key() != null && latest(draft.key()).isPresent()) {
            throw new ConflictException(
                    "There is a pipeline '%s' already: change it with PUT /pipelines/%1$s".formatted(draft.key()));
        }
        return save(draft, 1, actor);
    }

    /** Makes the next version of a pipeline. */
    @Transactional
    public Pipeline change(String key, Pipeline draft, String actor) {
        var before = latest(key).orElseThrow(() -> new NotFoundException("pipeline", key));
        var kept = PipelineCheck.checked(withKey(draft, key));
        for (var stage : before.stages()) {
            if (kept.stage(stage.key()).isEmpty() && dealsIn(key, stage.key()) > 0) {
                throw new InvalidFieldException(
                        "stages", "'%s' still has deals in it: move them before the stage goes".formatted(stage.key()));
            }
        }
        if (!kept.currency().equals(before.currency())) {
            throw new InvalidFieldException("currency", "stays what it is: every amount on record is in it");
        }
        if (!kept.won().key().equals(before.won().key())) {
            throw new InvalidFieldException("won.key", "stays what it is: won deals are in it");
        }
        return save(kept, before.version() + 1, actor);
    }

    private long dealsIn(String key, String stage) {
        return getEntityManager()
                .createQuery("select count(*) from Deal where pipeline = :key and stage = :stage", Long.class)
                .setParameter("key", key)
                .setParameter("stage", stage)
                .getSingleResult();
    }

    private Pipeline save(Pipeline draft, int version, String actor) {
        var checked = withVersion(PipelineCheck.checked(draft), version);
        persist(PipelineVersion.of(checked, clock.instant(), actor));
        flush();
        outbox.append(checked, clock.instant());
        current.remove(checked.key());
        return checked;
    }

    private static Pipeline withKey(Pipeline p, String key) {
        return new Pipeline(
                key,
                p.version(),
                p.names(),
                p.currency(),
                p.timeZone(),
                p.stages(),
                p.won(),
                p.lossReasons(),
                p.skips(),
                p.holidays(),
                p.winReasons(),
                p.retiredStages());
    }

    private static Pipeline withVersion(Pipeline p, int version) {
        return new Pipeline(
                p.key(),
                version,
                p.names(),
                p.currency(),
                p.timeZone(),
                p.stages(),
                p.won(),
                p.lossReasons(),
                p.skips(),
                p.holidays(),
                p.winReasons(),
                p.retiredStages());
    }
}
