package dealflow.deal.field;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.json.ContractJson;
import dealflow.deal.database.JsonText;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The fields that the company has defined, each version of them. */
@ApplicationScoped
public class FieldDefinitions {

    static final int MOST = 50;
    private static final int MOST_EVER = 200;

    private static final ObjectReader READER = ContractJson.reader(new TypeReference<FieldDefinition>() {});
    private static final long FRESH_MILLIS = 1000;
    private static final int LOCK = 0x66696c64;

    @Inject
    Jdbi database;

    @Inject
    Outbox outbox;

    @Inject
    Pipelines pipelines;

    @Inject
    Clock clock;

    private volatile Cached cached;

    private record Cached(FieldSet fields, long readAtMillis) {}

    /** The current definitions, at most a second old. */
    public FieldSet current() {
        var kept = cached;
        return kept != null && clock.instant().toEpochMilli() - kept.readAtMillis() < FRESH_MILLIS
                ? kept.fields()
                : refreshed();
    }

    /**
     * A deal's own fields as they are kept.
     *
     * @param written null for none
     * @param before what the deal has
     * @throws InvalidFieldException for the first that cannot be taken
     */
    public Map<String, Object> checked(Map<String, Object> written, Map<String, Object> before) {
        if (written == null || written.isEmpty() || written.equals(before)) {
            return written == null ? Map.of() : written;
        }
        return knowing(written.keySet()).checked(written, before);
    }

    /** The same of a line of a file, which may tell of what is retired meanwhile; null stays null. */
    public Map<String, Object> imported(String place, Map<String, Object> written) {
        return written == null ? null : knowing(written.keySet()).imported(place, written);
    }

    /**
     * Which deals a parameter asks for.
     *
     * @param asked each {@code KEY:VALUE}; null for nothing
     */
    public FieldFilter filter(String parameter, List<String> asked) {
        if (asked == null || asked.isEmpty()) {
            return FieldFilter.ALL;
        }
        return FieldFilter.of(
                parameter,
                asked,
                knowing(asked.stream().map(each -> each.split(":", 2)[0]).toList()));
    }

    /** @throws InvalidFieldException if there is no field of a key */
    public void known(String place, String key) {
        if (!knowing(Set.of(key)).knows(Set.of(key))) {
            throw new InvalidFieldException(place, knowing(Set.of(key)).unknown(key));
        }
    }

    /** The current definitions; read again where somebody asks for one that there is not, as another replica may have it. */
    FieldSet knowing(Collection<String> keys) {
        var fields = current();
        return fields.knows(keys) ? fields : refreshed();
    }

    /** @throws NotFoundException if there is none */
    FieldDefinition get(String key) {
        return refreshed().get(key).orElseThrow(() -> new NotFoundException("field", key));
    }

    FieldSet refreshed() {
        var now = clock.instant().toEpochMilli();
        var fields = new FieldSet(database.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT ON (key) definition FROM field_definition ORDER BY key, version DESC")
                .mapTo(String.class)
                .map(json -> JsonText.<FieldDefinition>read(READER, json))
                .list()));
        cached = new Cached(fields, now);
        return fields;
    }

    /**
     * Makes a field, or a new version of it; one that says nothing new makes none.
     *
     * @param expectedVersion null for any
     */
    @Transactional
    public FieldDefinition put(FieldDefinition draft, Long expectedVersion, String actor) {
        database.useHandle(transaction -> transaction.execute("SELECT pg_advisory_xact_lock(?)", LOCK));
        var fields = refreshed();
        var before = fields.get(String.valueOf(draft.key())).orElse(null);
        var version = before == null ? 0 : before.version();
        if (expectedVersion != null && expectedVersion != version) {
            throw new StaleVersionException(expectedVersion, version);
        }
        var next = FieldCheck.checked(draft, before);
        next.requiredFrom().forEach(gate -> checked(gate.pipeline(), gate.stage()));
        if (before != null && next.withVersion(version).equals(before)) {
            return before;
        }
        if (before == null || before.retired() && !next.retired()) {
            leaveRoom(fields, before == null);
        }
        database.useHandle(transaction -> transaction
                .createUpdate(
                        """
                        INSERT INTO field_definition (key, version, definition, created_at, created_by)
                        VALUES (:key, :version, :definition::jsonb, :now, :actor)
                        """)
                .bind("key", next.key())
                .bind("version", next.version())
                .bind("definition", JsonText.of(next))
                .bind("now", clock.instant())
                .bind("actor", actor)
                .execute());
        outbox.append(next, clock.instant());
        cached = null;
        return next;
    }

    private void checked(String pipeline, String stage) {
        try {
            var definition = pipelines.current(pipeline);
            if (definition.position(stage) < 0) {
                throw new InvalidFieldException(
                        "requiredFrom.stage", "'%s' is not a stage of pipeline '%s'".formatted(stage, pipeline));
            }
        } catch (NotFoundException e) {
            throw new InvalidFieldException("requiredFrom.pipeline", e.getMessage() + "; GET /pipelines lists them");
        }
    }

    private static void leaveRoom(FieldSet fields, boolean isNew) {
        var inUse = fields.all().stream().filter(field -> !field.retired()).count();
        if (inUse >= MOST) {
            throw new ConflictException("There are %d fields, and there may be no more: retire one".formatted(inUse));
        }
        if (isNew && fields.all().size() >= MOST_EVER) {
            throw new ConflictException("There have been %d fields, and there may be no more".formatted(MOST_EVER));
        }
    }
}
