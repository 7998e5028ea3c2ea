package dealflow.deal.organisation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.deal.database.JsonText;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.edge.erasure.PersonalName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The teams that the company has defined, each version of them. */
@ApplicationScoped
public class TeamDefinitions {

    static final int MOST = 1000;

    private static final ObjectReader READER = ContractJson.reader(new TypeReference<TeamDefinition>() {});
    private static final int LOCK = 0x7465616d;

    @Inject
    Jdbi database;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /** The current definition of each, by key. */
    List<TeamDefinition> all() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT ON (key) definition FROM team_definition ORDER BY key, version DESC")
                .mapTo(String.class)
                .map(json -> JsonText.<TeamDefinition>read(READER, json))
                .list());
    }

    /** The same for as long as no version is added. */
    String mark() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) || ' ' || coalesce(max(created_at)::text, '') FROM team_definition")
                .mapTo(String.class)
                .one());
    }

    /** @throws NotFoundException if there is none */
    TeamDefinition get(String key) {
        return all().stream()
                .filter(team -> team.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("team", key));
    }

    /**
     * Makes a team, or a new version of it; one that says nothing new makes none.
     *
     * @param state what it is from its first day on
     * @param expectedVersion null for any
     */
    @Transactional
    TeamDefinition put(String key, TeamState state, Long expectedVersion, String actor) {
        database.useHandle(transaction -> transaction.execute("SELECT pg_advisory_xact_lock(?)", LOCK));
        var teams = all();
        var before = teams.stream()
                .filter(team -> team.key().equals(key))
                .findFirst()
                .orElse(null);
        var version = before == null ? 0 : before.version();
        if (expectedVersion != null && expectedVersion != version) {
            throw new StaleVersionException(expectedVersion, version);
        }
        var next = TeamCheck.next(key, state, before, teams);
        if (next.version() == version) {
            return next;
        }
        if (before == null && teams.size() >= MOST) {
            throw new ConflictException("There are %d teams, and there may be no more".formatted(MOST));
        }
        keep(next, actor);
        return next;
    }

    private void keep(TeamDefinition team, String actor) {
        database.useHandle(transaction -> transaction
                .createUpdate(
                        """
                        INSERT INTO team_definition (key, version, definition, created_at, created_by)
                        VALUES (:key, :version, :definition::jsonb, :now, :actor)
                        """)
                .bind("key", team.key())
                .bind("version", team.version())
                .bind("definition", JsonText.of(team))
                .bind("now", clock.instant())
                .bind("actor", actor)
                .execute());
        outbox.append(team, clock.instant());
    }

    /** The keys of those whose current definition, or key, holds a name. */
    public List<String> holding(PersonalName person) {
        return all().stream()
                .filter(team -> !team.key().equals(person.erasedFrom(team.key()))
                        || !JsonText.of(team).equals(person.erasedFromJson(JsonText.of(team))))
                .map(TeamDefinition::key)
                .toList();
    }

    /** Tells everybody what teams are now, from whose definitions a name was erased; in JSON a key is taken for nobody's name. */
    public void renew(List<String> keys, PersonalName person, String actor) {
        database.useHandle(
                transaction -> transaction.execute(
                        "UPDATE team_definition SET definition = jsonb_set(definition, '{key}', to_jsonb(key)) WHERE definition ->> 'key' <> key"));
        var erased = keys.stream().map(person::erasedFrom).toList();
        all().stream()
                .filter(team -> erased.contains(team.key()))
                .forEach(team -> keep(new TeamDefinition(team.key(), team.version() + 1, team.states()), actor));
    }
}
