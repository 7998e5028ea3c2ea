package dealflow.deal.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.Revision;
import dealflow.deal.VersionedDeal;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Deals written by another system's keys, one and many: made where there are none yet, else revised. */
@ApplicationScoped
public class DealWrites {

    /** Of advisory locks: those of other systems' keys. */
    private static final int LOCK_SPACE = 0x6b657973;

    @Inject
    DealRegister register;

    @Inject
    Deals deals;

    @Inject
    Pipelines pipelines;

    @Inject
    Jdbi database;

    /**
     * A deal to be written.
     *
     * @param id the deal on record; null for that of the opening's pipeline and key
     * @param version that it must be at; null for any
     * @param opening what makes a new one
     * @param revision what becomes of one on record
     */
    public record Write(UUID id, Long version, DealRegister.Opening opening, Revision<DealFields> revision) {

        private boolean hasKey() {
            return id == null && opening.pipeline() != null && opening.externalId() != null;
        }
    }

    /** What a write has made. */
    public record Written(VersionedDeal deal, boolean isNew) {}

    /**
     * What became of one of many.
     *
     * @param id null where no deal is meant
     * @param written null if it was refused
     * @param refusal null if it was not
     */
    public record Outcome(UUID id, Written written, RuntimeException refusal) {}

    @Transactional
    public Written put(Write write, String actor) throws JsonProcessingException {
        hold(List.of(write));
        return written(write, actor);
    }

    /** Writes many in one transaction, each or nothing of it for itself, in the order given. */
    @Transactional
    public List<Outcome> putAll(List<Write> writes, String actor) {
        hold(writes);
        deals.lockAll(writes.stream()
                .map(write ->
                        write.id() == null && write.hasKey() ? found(write).orElse(null) : write.id())
                .filter(Objects::nonNull)
                .toList());
        var outcomes = new ArrayList<Outcome>(writes.size());
        for (var write : writes) {
            outcomes.add(outcome(write, actor));
            deals.letGo();
        }
        return outcomes;
    }

    /**
     * Nobody else writes by these keys until the transaction ends. Pipelines before keys before deals, and each in one order, so
     * that two such requests never wait for each other.
     */
    private void hold(List<Write> writes) {
        pipelines.holdThoseOf(
                writes.stream().map(Write::id).filter(Objects::nonNull).toList(),
                writes.stream()
                        .map(write -> write.opening().pipeline())
                        .filter(Objects::nonNull)
                        .toList());
        var keys = writes.stream()
                .filter(Write::hasKey)
                .map(write ->
                        (write.opening().pipeline() + " " + write.opening().externalId()).hashCode())
                .toArray(Integer[]::new);
        database.useHandle(transaction -> transaction.execute(
                "SELECT pg_advisory_xact_lock(?, key) FROM (SELECT DISTINCT unnest(?::int[]) AS key ORDER BY key) AS keys",
                LOCK_SPACE,
                keys));
    }

    private Outcome outcome(Write write, String actor) {
        try {
            var written = written(write, actor);
            return new Outcome(written.deal().deal().id(), written, null);
        } catch (JsonProcessingException e) {
            return new Outcome(
                    write.id(), null, new InvalidFieldException("fields", "cannot be read: " + e.getOriginalMessage()));
        } catch (InvalidFieldException
                | MoveRefusedException
                | NotFoundException
                | ConflictException
                | StaleVersionException refused) {
            // All of them are thrown before anything is changed.
            return new Outcome(write.id(), null, refused);
        }
    }

    private Written written(Write write, String actor) throws JsonProcessingException {
        var id = write.id() == null && write.hasKey() ? found(write).orElse(null) : write.id();
        if (id != null) {
            return new Written(register.revised(id, write.version(), write.revision(), actor), false);
        }
        if (write.version() != null) {
            throw new StaleVersionException(write.version(), 0);
        }
        return new Written(register.opened(write.opening(), actor), true);
    }

    private Optional<UUID> found(Write write) {
        return deals.idOf(write.opening().pipeline(), write.opening().externalId());
    }
}
