package dealflow.deal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dealflow.edge.Roles;
import dealflow.edge.Sights;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes files of deals in: first every line as it is, so that an accepted file is safe, then deal by deal. */
@ApplicationScoped
public class Imports {

    /** How long a file may take to come in. */
    public static final int LONGEST_UPLOAD_SECONDS = 3600;

    private static final int LONGEST_LINE = 1 << 20;
    private static final int ROWS = 1000;

    @Inject
    AgroalDataSource database;

    @Inject
    EntityManager entities;

    @Inject
    ObjectMapper json;

    @Inject
    Event<Progress> accepted;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    /** How far an import is; {@code total} counts its lines. */
    public record Progress(
            UUID id,
            String status,
            long total,
            long processed,
            long imported,
            long unchanged,
            long errors,
            String problem,
            Instant createdAt,
            Instant finishedAt) {}

    /** A line that was not imported, and why. */
    public record LineError(long line, String externalId, String field, String message) {}

    /** Accepts a file of canonical lines (newline-delimited JSON). */
    public Progress acceptLines(InputStream body, String actor) {
        return accept("ndjson", null, actor, (statement, job) -> {
            var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            var number = 0L;
            var stored = 0L;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    store(statement, job, number, line);
                    stored++;
                }
            }
            return stored;
        });
    }

    /** Accepts a CSV file with a header, and the mapping of its columns. */
    public Progress acceptCsv(InputStream body, String mappingJson, String actor) {
        var mapping = mapping(mappingJson);
        return accept("csv", mappingJson, actor, (statement, job) -> {
            var schema = CsvSchema.emptySchema().withHeader();
            var stored = 0L;
            try (var rows = new CsvMapper()
                    .readerForMapOf(String.class)
                    .with(schema)
                    .with(CsvParser.Feature.TRIM_SPACES)
                    .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .<Map<String, String>>readValues(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                while (rows.hasNextValue()) {
                    var line = (long) rows.getCurrentLocation().getLineNr();
                    var row = rows.nextValue();
                    if (stored == 0) {
                        mapping.checkHeader(row.keySet());
                    }
                    store(statement, job, Math.max(line, stored + 2), json.writeValueAsString(row));
                    stored++;
                }
            } catch (JsonProcessingException e) {
                throw new InvalidFieldException(
                        "body",
                        "is not CSV with a header, at row %d: %s".formatted(stored + 2, e.getOriginalMessage()));
            }
            return stored;
        });
    }

    CsvMapping mapping(String mappingJson) {
        if (mappingJson == null) {
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

    /** Stores all lines of a file, and returns how many. */
    private interface Store {
        long lines(PreparedStatement statement, UUID job) throws SQLException, IOException;
    }

    private Progress accept(String format, String mapping, String actor, Store store) {
        var job = new ImportJob();
        job.id = DealIds.next(clock.instant().toEpochMilli());
        job.format = format;
        job.mapping = mapping;
        job.requestedBy = actor;
        job.createdAt = clock.instant();
        // One transaction, or the caller's: an accepted file is stored whole.
        QuarkusTransaction.joiningExisting().timeout(LONGEST_UPLOAD_SECONDS).run(() -> store(job, store));
        return progress(job);
    }

    private void store(ImportJob job, Store store) {
        try (var connection = database.getConnection()) {
            insert(connection, job);
            try (var lines =
                    connection.prepareStatement("INSERT INTO import_line (job_id, line, content) VALUES (?, ?, ?)")) {
                job.total = store.lines(lines, job.id);
                lines.executeBatch();
            }
            total(connection, job);
        } catch (SQLException e) {
            throw new IllegalStateException("The file could not be stored", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be read to its end", e);
        }
        accepted.fire(progress(job));
    }

    private static void insert(Connection connection, ImportJob job) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                INSERT INTO import_job (id, status, format, mapping, requested_by, created_at, total)
                VALUES (?, 'RUNNING', ?, ?::jsonb, ?, ?, 0)
                """)) {
            statement.setObject(1, job.id);
            statement.setString(2, job.format);
            statement.setString(3, job.mapping);
            statement.setString(4, job.requestedBy);
            statement.setObject(5, job.createdAt.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void total(Connection connection, ImportJob job) throws SQLException {
        try (var statement = connection.prepareStatement("UPDATE import_job SET total = ? WHERE id = ?")) {
            statement.setLong(1, job.total);
            statement.setObject(2, job.id);
            statement.executeUpdate();
        }
    }

    private static void store(PreparedStatement statement, UUID job, long number, String line) throws SQLException {
        statement.setObject(1, job);
        statement.setLong(2, number);
        statement.setString(3, line.length() > LONGEST_LINE ? "" : line.replace("\u0000", ""));
        statement.addBatch();
        if (number % ROWS == 0) {
            statement.executeBatch();
        }
    }

    /**
     * How far an import is.
     *
     * @throws NotFoundException if there is none of that id, or somebody else's: its errors tell of deals
     */
    @Transactional
    public Progress progress(UUID id) {
        var job = entities.find(ImportJob.class, id);
        var caller = sights.caller();
        if (job == null
                || caller == null
                || !(caller.any(Roles.OPS) || caller.name().equals(job.requestedBy))) {
            throw new NotFoundException("import", id);
        }
        return progress(job);
    }

    /** Lines that were not imported, above a line number. */
    @Transactional
    public List<LineError> errors(UUID id, long after, int limit) {
        progress(id);
        List<?> rows = entities.createNativeQuery(
                        """
                        SELECT line, external_id, field, message FROM import_error
                        WHERE job_id = ?1 AND line > ?2 ORDER BY line LIMIT ?3
                        """,
                        Object[].class)
                .setParameter(1, id)
                .setParameter(2, after)
                .setParameter(3, limit)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row ->
                        new LineError(((Number) row[0]).longValue(), (String) row[1], (String) row[2], (String) row[3]))
                .toList();
    }

    private static Progress progress(ImportJob job) {
        return new Progress(
                job.id,
                job.status.name(),
                job.total,
                job.processed,
                job.imported,
                job.unchanged,
                job.errors,
                job.problem,
                job.createdAt,
                job.finishedAt);
    }
}
