package dealflow.forecast.target;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The targets that people have set, a list for each pipeline. */
@ApplicationScoped
public class Targets {

    private static final TypeReference<List<Target>> LIST = new TypeReference<>() {};

    private final Jdbi database;

    Targets(Jdbi database) {
        this.database = database;
    }

    /**
     * All targets of a pipeline.
     *
     * @param version 0 before any was set
     * @param changedBy null before any was set
     */
    public record TargetList(long version, List<Target> targets, String changedBy, Instant changedAt) {

        static final TargetList NONE = new TargetList(0, List.of(), null, null);
    }

    public TargetList of(String pipeline) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT version, targets, further, changed_by, changed_at FROM target_list WHERE pipeline = :pipeline")
                .bind("pipeline", pipeline)
                .map(Targets::read)
                .findOne()
                .orElse(TargetList.NONE));
    }

    private static TargetList read(RowView row) {
        var targets = new ArrayList<>(list(row, "targets"));
        targets.addAll(list(row, "further"));
        return new TargetList(
                row.getColumn("version", Long.class),
                List.copyOf(targets),
                row.getColumn("changed_by", String.class),
                row.getColumn("changed_at", Instant.class));
    }

    private static List<Target> list(RowView row, String column) {
        try {
            return ContractJson.reader(LIST).readValue(row.getColumn(column, String.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the list. The plain ones are kept apart: whoever knows no others reads and replaces them alone.
     *
     * @param version that it must have; null for any
     * @return false, and nothing is changed, if it has another one
     */
    public boolean replace(String pipeline, List<Target> targets, Long version, String by) {
        var parts = targets.stream().collect(Collectors.partitioningBy(Target::isPlain));
        return database.withHandle(handle -> handle.createUpdate(
                                """
                                INSERT INTO target_list AS kept (pipeline, version, targets, further, changed_by)
                                SELECT :pipeline, 1, :targets::jsonb, :further::jsonb, :by WHERE coalesce(:version, 0) = 0
                                  OR EXISTS (SELECT FROM target_list WHERE pipeline = :pipeline)
                                ON CONFLICT (pipeline) DO UPDATE SET version = kept.version + 1, targets = excluded.targets,
                                  further = excluded.further, changed_by = excluded.changed_by, changed_at = now()
                                WHERE :version::bigint IS NULL OR kept.version = :version
                                """)
                        .bind("pipeline", pipeline)
                        .bind("targets", json(parts.get(true)))
                        .bind("further", json(parts.get(false)))
                        .bind("by", by)
                        .bind("version", version)
                        .execute()
                == 1);
    }

    private static String json(List<Target> targets) {
        return new String(ContractJson.write(targets), StandardCharsets.UTF_8);
    }
}
