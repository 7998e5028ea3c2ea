package dealflow.consumer;

import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamTree;
import dealflow.contract.projection.KnownTeams;
import dealflow.edge.access.Organisation;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The company's teams in memory, at most a second behind the table that the consumer fills. Their days begin and end in UTC. */
@ApplicationScoped
public class Teams implements Organisation {

    private static final Logger LOG = Logger.getLogger(Teams.class);
    private static final int MOST_DAYS = 100;

    private final DataSource database;
    private final ScheduledExecutorService reader =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "teams"));
    private volatile Known known = new Known("", List.of(), new ConcurrentHashMap<>());

    /** @param mark the same while the table is */
    private record Known(String mark, List<TeamDefinition> teams, Map<LocalDate, TeamTree> trees) {}

    Teams(DataSource database) {
        this.database = database;
    }

    void start(@Observes @Priority(DealEvents.FIRST + 1) StartupEvent event) {
        read();
        reader.scheduleWithFixedDelay(this::read, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        reader.shutdownNow();
    }

    /** What is known stays until it can be read again. */
    private void read() {
        try (var connection = database.getConnection()) {
            var mark = mark(connection);
            if (!mark.equals(known.mark())) {
                known = new Known(mark, KnownTeams.read(connection), new ConcurrentHashMap<>());
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("The teams could not be read: %s", e.getMessage());
        }
    }

    private static String mark(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                        "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(key || ' ' || version || ' ' || definition::text, 0)), 0) FROM team");
                var row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** As they stood on a day. */
    public TeamTree on(LocalDate day) {
        var now = known;
        if (now.teams().isEmpty()) {
            return TeamTree.NONE;
        }
        if (now.trees().size() > MOST_DAYS) {
            now.trees().clear();
        }
        return now.trees().computeIfAbsent(day, any -> TeamTree.of(now.teams(), any));
    }

    /**
     * The same of a moment.
     *
     * @param moment null for now
     */
    public TeamTree at(Instant moment) {
        return on(LocalDate.ofInstant(moment == null ? Instant.now() : moment, ZoneOffset.UTC));
    }

    @Override
    public Set<String> withBelow(Set<String> teams) {
        return at(null).withBelow(teams);
    }

    @Override
    public Set<String> managedBy(String name) {
        return at(null).managedBy(name);
    }
}
