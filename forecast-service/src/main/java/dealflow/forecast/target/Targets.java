package dealflow.forecast.target;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.ContractJson;
import dealflow.forecast.measure.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

        /** The target of a period, or the sum of its quarters' or months'; empty where one of these has none. */
        public Optional<Double> of(Question question, int period) {
            return Target.sum(
                    targets, question.measure(), question.interval(), question.start(period), question.scope());
        }
    }

    public TargetList of(String pipeline) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT version, targets, changed_by, changed_at FROM target_list WHERE pipeline = :pipeline")
                .bind("pipeline", pipeline)
                .map(Targets::read)
                .findOne()
                .orElse(TargetList.NONE));
    }

    private static TargetList read(RowView row) {
        try {
            return new TargetList(
                    row.getColumn("version", Long.class),
                    ContractJson.reader(LIST).readValue(row.getColumn("targets", String.class)),
                    row.getColumn("changed_by", String.class),
                    row.getColumn("changed_at", Instant.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the list.
     *
     * @param version that it must have; null for any
     * @return false, and nothing is changed, if it has another one
     */
    public boolean replace(String pipeline, List<Target> targets, Long version, String by) {
        return database.withHandle(handle -> handle.createUpdate(
                                """
                                INSERT INTO target_list AS kept (pipeline, version, targets, changed_by)
                                SELECT :pipeline, 1, :targets::jsonb, :by WHERE coalesce(:version, 0) = 0
                                  OR EXISTS (SELECT FROM target_list WHERE pipeline = :pipeline)
                                ON CONFLICT (pipeline) DO UPDATE SET version = kept.version + 1, targets = excluded.targets,
                                  changed_by = excluded.changed_by, changed_at = now()
                                WHERE :version::bigint IS NULL OR kept.version = :version
                                """)
                        .bind("pipeline", pipeline)
                        .bind("targets", new String(ContractJson.write(targets), StandardCharsets.UTF_8))
                        .bind("by", by)
                        .bind("version", version)
                        .execute()
                == 1);
    }
}
