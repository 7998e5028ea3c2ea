package dealflow.deal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.csv.CsvFile;
import dealflow.deal.csv.CsvMapping;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.upload.BoundedLines;
import dealflow.deal.upload.Upload;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sights;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Takes files of deals in: first every line as it is, so that an accepted file is safe, then deal by deal. */
@ApplicationScoped
public class Imports {

    /** How long it may take to store a file that has come in. */
    public static final int LONGEST_SECONDS = 3600;

    private static final int LONGEST_LINE = 1 << 20;

    @Inject
    Jdbi database;

    @Inject
    ImportJobs jobs;

    @Inject
    DryRuns dryRuns;

    @Inject
    FieldDefinitions fields;

    @Inject
    ObjectMapper json;

    @Inject
    Event<Progress> accepted;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    /**
     * How far an import is; {@code total} counts its lines.
     *
     * @param dryRun whether nothing is written: the numbers are what would be
     * @param imported deals that are new
     * @param changed deals on record that a line has changed or moved
     * @param unchanged lines that are on record already
     */
    @Schema(requiredProperties = {"id", "status", "mode", "createdAt"})
    public record Progress(
            UUID id,
            ImportJob.State status,
            @Schema(enumeration = {"create", "update", "upsert"}) String mode,
            boolean dryRun,
            long total,
            long processed,
            long imported,
            long changed,
            long unchanged,
            long errors,
            @Nullable String problem,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** A line that was not imported, and why. */
    @Schema(requiredProperties = {"message"})
    public record LineError(long line, @Nullable String externalId, @Nullable String field, String message) {}

    /** What is to be done with a file, and who says so. */
    record Order(ImportMode mode, boolean dryRun, String actor) {}

    /** Accepts a file of canonical lines (newline-delimited JSON). */
    Progress acceptLines(Upload file, Order order) {
        return accept("ndjson", null, order, store -> {
            var lines = new BoundedLines(file.text(), LONGEST_LINE);
            var number = 0L;
            for (var line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (line.length() > LONGEST_LINE) {
                    store.refuse(number, "must not be longer than a megabyte");
                } else if (!line.isBlank()) {
                    store.add(number, line, file.problem(line));
                }
            }
        });
    }

    /** Accepts a CSV file with a header, and the mapping of its columns. */
    Progress acceptCsv(Upload file, String mappingJson, Order order) {
        var mapping = mapping(mappingJson);
        return accept("csv", mappingJson, order, store -> {
            var rows = new CsvFile(file.text(), mapping.separator().charAt(0), LONGEST_LINE);
            var headerProblem = file.problem(String.join("", rows.header()));
            if (headerProblem != null) {
                throw new InvalidFieldException("body", "has a header that " + headerProblem);
            }
            mapping.checkHeader(rows.header());
            mapping.ownFields().forEach(key -> fields.known("mapping.columns." + CsvMapping.OWN + key, key));
            for (var row = rows.next(); row != null; row = rows.next()) {
                var problem = row.surplus()
                        ? "has more cells than the header has columns"
                        : file.problem(String.join("", row.cells().values()));
                store.add(row.line(), json.writeValueAsString(row.cells()), problem);
            }
        });
    }

    CsvMapping mapping(String mappingJson) {
        if (mappingJson == null || mappingJson.strip().equals("null")) {
            throw new InvalidFieldException("mapping", "is required for CSV: a JSON object in the query");
        }
        try {
            return json.readValue(mappingJson, CsvMapping.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof InvalidFieldException invalid) {
                throw invalid;
            }
            throw new InvalidFieldException("mapping", "cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Hands over all lines of a file. */
    private interface Lines {
        void to(LineStore store) throws SQLException, IOException;
    }

    private Progress accept(String format, String mapping, Order order, Lines lines) {
        var job = new ImportJob();
        job.id = TimeOrderedIds.next(clock.instant().toEpochMilli());
        job.format = format;
        job.mapping = mapping;
        job.mode = order.mode();
        job.dryRun = order.dryRun();
        job.requestedBy = order.actor();
        job.createdAt = clock.instant();
        // One transaction, or the caller's: an accepted file is stored whole.
        QuarkusTransaction.joiningExisting().timeout(LONGEST_SECONDS).run(() -> store(job, lines));
        return progress(job);
    }

    private void store(ImportJob job, Lines lines) {
        jobs.persistAndFlush(job);
        try (var transaction = database.open();
                var store = new LineStore(transaction, job)) {
            lines.to(store);
            store.finish();
        } catch (SQLException e) {
            throw new IllegalStateException("The file could not be stored", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be read to its end", e);
        }
        jobs.flush();
        accepted.fire(progress(job));
    }

    /**
     * How far an import is.
     *
     * @throws NotFoundException if there is none of that id, or somebody else's: its errors tell of deals
     */
    @Transactional
    public Progress progress(UUID id) {
        var job = jobs.findById(id);
        var caller = sights.caller();
        if (job == null
                || caller == null
                || !(caller.any(Roles.OPS) || caller.name().equals(job.requestedBy))) {
            throw new NotFoundException("import", id);
        }
        return progress(job);
    }

    /**
     * Ends a running import where it is: what is in stays, and no other line comes in.
     *
     * @throws ConflictException if it has ended
     */
    @Transactional
    public Progress cancel(UUID id) {
        progress(id);
        // Waits for the batch under way.
        var job = jobs.findById(id, LockModeType.PESSIMISTIC_WRITE);
        jobs.getEntityManager().refresh(job);
        if (job.status != ImportJob.State.RUNNING) {
            throw new ConflictException("The import is %s: only one that runs can be cancelled".formatted(job.status));
        }
        job.status = ImportJob.State.CANCELLED;
        job.finishedAt = clock.instant();
        database.useHandle(transaction -> {
            transaction.execute("DELETE FROM import_line WHERE job_id = ?", id);
            transaction.execute("DELETE FROM import_seen WHERE job_id = ?", id);
        });
        return progress(job);
    }

    /** What the first lines of a dry run would do, behind a line. */
    @Transactional
    public List<DryRuns.Change> changes(UUID id, long after, int limit) {
        progress(id);
        return dryRuns.changes(id, after, limit);
    }

    /** By how much a dry run would change the numbers of each stage. */
    @Transactional
    public List<DryRuns.Effect> effects(UUID id) {
        progress(id);
        return dryRuns.effects(id);
    }

    /**
     * Imports that the caller may see, the latest first.
     *
     * @param before the last of the page before; null for the first page
     */
    @Transactional
    public List<Progress> list(UUID before, int limit) {
        var caller = sights.caller();
        if (caller == null) {
            return List.of();
        }
        return jobs.latest(caller.any(Roles.OPS) ? null : caller.name(), before, limit).stream()
                .map(Imports::progress)
                .toList();
    }

    /** Lines that were not imported, above a line number. */
    @Transactional
    public List<LineError> errors(UUID id, long after, int limit) {
        progress(id);
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT line, external_id, field, message FROM import_error
                        WHERE job_id = :job AND line > :after ORDER BY line LIMIT :limit
                        """)
                .bind("job", id)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(LineError.class))
                .list());
    }

    private static Progress progress(ImportJob job) {
        return new Progress(
                job.id,
                job.status,
                job.mode.key(),
                job.dryRun,
                job.total,
                job.processed,
                job.imported,
                job.changed,
                job.unchanged,
                job.errors,
                job.problem,
                job.createdAt,
                job.finishedAt);
    }
}
