package dealflow.forecast.target;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    private static final int MOST_KEPT = 50_000;

    private final Jdbi database;

    /** A list may be long, and each question about a target reads it. */
    private final Cache<String, Read> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String pipeline, Read read) -> 1 + read.list.targets().size())
            .build();

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

    /** What was read last, with the mark that the database gives each state of a row: also what is erased from a list changes it. */
    private record Read(String mark, TargetList list) {}

    public TargetList of(String pipeline) {
        return database.withHandle(handle -> {
            var mark = handle.createQuery("SELECT xmin::text FROM target_list WHERE pipeline = :pipeline")
                    .bind("pipeline", pipeline)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
            if (mark == null) {
                return TargetList.NONE;
            }
            var known = kept.getIfPresent(pipeline);
            if (known != null && known.mark.equals(mark)) {
                return known.list;
            }
            var read = handle.createQuery(
                            """
                                SELECT version, targets, further, changed_by, changed_at, xmin::text AS mark
                                FROM target_list WHERE pipeline = :pipeline
                                """)
                    .bind("pipeline", pipeline)
                    .map((RowView row) -> new Read(row.getColumn("mark", String.class), read(row)))
                    .findOne();
            read.ifPresent(list -> kept.put(pipeline, list));
            return read.map(Read::list).orElse(TargetList.NONE);
        });
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
