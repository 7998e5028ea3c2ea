package dealflow.deal.organisation;

import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamTree;
import dealflow.edge.access.Organisation;
import dealflow.edge.lifecycle.EndsWithService;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The teams as they stand today, in memory: at once after a change here, and within a second after one elsewhere. Days are UTC's. */
@ApplicationScoped
public class CompanyTeams implements Organisation {

    /** When the tables are there. */
    private static final int EARLY = 2;

    @Inject
    TeamDefinitions definitions;

    @Inject
    Clock clock;

    private volatile Known known = new Known("", List.of(), LocalDate.MIN, TeamTree.NONE);

    private record Known(String mark, List<TeamDefinition> teams, LocalDate day, TeamTree tree) {}

    private volatile boolean hasTables;

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        hasTables = true;
        refresh();
    }

    @EndsWithService
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        if (!hasTables) {
            return;
        }
        var mark = definitions.mark();
        if (!mark.equals(known.mark())) {
            var teams = definitions.all();
            known = new Known(mark, teams, day(), TeamTree.of(teams, day()));
        }
    }

    LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private TeamTree today() {
        var now = known;
        var day = day();
        if (!day.equals(now.day())) {
            now = new Known(now.mark(), now.teams(), day, TeamTree.of(now.teams(), day));
            known = now;
        }
        return now.tree();
    }

    @Override
    public Set<String> withBelow(Set<String> teams) {
        return today().withBelow(teams);
    }

    @Override
    public Set<String> managedBy(String name) {
        return today().managedBy(name);
    }
}
