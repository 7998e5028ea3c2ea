package dealflow.forecast.target;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.ContractJson;
import dealflow.forecast.measure.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The targets that people have set, a list for each pipeline. */
@ApplicationScoped
public class Targets {

    private static final TypeReference<List<Target>> LIST = new TypeReference<>() {};

    private final DataSource database;

    Targets(DataSource database) {
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
            var scope = question.scope();
            if (scope.product() != null || scope.source() != null || scope.region() != null) {
                return Optional.empty();
            }
            return Target.sum(targets, question.measure(), question.interval(), question.start(period), scope);
        }
    }

    public TargetList of(String pipeline) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT version, targets, changed_by, changed_at FROM target_list WHERE pipeline = ?")) {
            statement.setString(1, pipeline);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? new TargetList(
                                row.getLong(1),
                                ContractJson.reader(LIST).readValue(row.getString(2)),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant())
                        : TargetList.NONE;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The targets could not be read", e);
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
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        INSERT INTO target_list AS kept (pipeline, version, targets, changed_by)
                        SELECT ?, 1, ?::jsonb, ? WHERE coalesce(?, 0) = 0
                          OR EXISTS (SELECT FROM target_list WHERE pipeline = ?)
                        ON CONFLICT (pipeline) DO UPDATE SET version = kept.version + 1, targets = excluded.targets,
                          changed_by = excluded.changed_by, changed_at = now()
                        WHERE ?::bigint IS NULL OR kept.version = ?
                        """)) {
            statement.setString(1, pipeline);
            statement.setString(2, new String(ContractJson.write(targets), StandardCharsets.UTF_8));
            statement.setString(3, by);
            statement.setObject(4, version, java.sql.Types.BIGINT);
            statement.setString(5, pipeline);
            statement.setObject(6, version, java.sql.Types.BIGINT);
            statement.setObject(7, version, java.sql.Types.BIGINT);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The targets could not be written", e);
        }
    }
}
