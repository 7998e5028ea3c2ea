package dealflow.deal.filter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import dealflow.deal.DealFields;
import dealflow.deal.database.JsonText;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.OthersDecideException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.edge.access.Caller;
import dealflow.edge.access.Roles;
import dealflow.edge.query.InvalidParameterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The views on record. One says which deals are meant, and lets nobody see any: whose they are is asked of each list beside it. Keys are
 * everybody's, so that an address with a view means the same to whoever it is sent to.
 */
@ApplicationScoped
public class Views {

    static final int MOST = 100;

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> LANGUAGES = Set.of("en", "zh");
    private static final ObjectReader NAMES = ContractJson.reader(new TypeReference<Map<String, String>>() {});
    private static final ObjectReader FILTER = ContractJson.reader(new TypeReference<Map<String, List<String>>>() {});

    private static final String SEEN =
            """
            SELECT * FROM saved_view
            WHERE (owner = :name OR shared_with = 'ALL' OR shared_with = 'TEAM' AND teams && :teams)
            """;

    @Inject
    Jdbi database;

    @Inject
    DealParameters parameters;

    @Inject
    Clock clock;

    /** The caller's own and those that are shared with it, by key. */
    @Transactional
    List<SavedView> list(Caller caller, String after, int limit) {
        return database.withHandle(handle -> bound(
                        handle.createQuery(
                                SEEN + "AND (:after::text IS NULL OR key > :after::text) ORDER BY key LIMIT :limit"),
                        caller)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> view(row).view())
                .list());
    }

    /** @throws NotFoundException if there is none that the caller may use; operations may see everybody's */
    @Transactional
    SavedView.Versioned get(String key, Caller caller) {
        return (caller.any(Roles.OPS) ? found(key) : seen(key, caller))
                .orElseThrow(() -> new NotFoundException("view", key));
    }

    /**
     * Makes a view, or changes one of the caller's.
     *
     * @param expectedVersion null for any
     * @throws ConflictException if the key is somebody else's, or a webhook follows it and could not any more
     */
    @Transactional
    SavedView.Versioned put(
            String key,
            Map<String, String> names,
            Map<String, List<String>> filter,
            SavedView.Sharing sharedWith,
            Long expectedVersion,
            Caller caller) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidFieldException(
                    "view", "must be a small letter or a digit, and up to 62 of them and hyphens after it");
        }
        if (filter == null) {
            throw new InvalidFieldException("filter", "is required: parameters of the deal list, each with its values");
        }
        var sharing = Objects.requireNonNullElse(sharedWith, SavedView.Sharing.NOBODY);
        var teams = sharing == SavedView.Sharing.TEAM ? caller.teams() : Set.<String>of();
        if (sharing == SavedView.Sharing.TEAM && teams.isEmpty()) {
            throw new InvalidFieldException("sharedWith", "must be NOBODY or ALL: you are in no team");
        }
        var view = new SavedView(
                key,
                names(key, names),
                parameters.checked("filter", filter),
                sharing,
                teams.stream().sorted().toList(),
                caller.name(),
                clock.instant());
        var before = held(key).filter(each -> each.view().owner().equals(caller.name()));
        var version = before.map(SavedView.Versioned::version).orElse(0L);
        if (expectedVersion != null && expectedVersion != version) {
            throw new StaleVersionException(expectedVersion, version);
        }
        if (before.isEmpty()) {
            add(view);
        } else {
            refuseToLeaveBehind(view);
            write(
                    view,
                    """
                    UPDATE saved_view SET version = version + 1, names = :names::jsonb, filter = :filter::jsonb, shared_with = :sharedWith,
                        teams = :sharedTeams, updated_at = :now
                    WHERE key = :key
                    """);
        }
        return new SavedView.Versioned(view, version + 1);
    }

    private void add(SavedView view) {
        var own =
                database.withHandle(handle -> handle.createQuery("SELECT count(*) FROM saved_view WHERE owner = :owner")
                        .bind("owner", view.owner())
                        .mapTo(Long.class)
                        .one());
        if (own >= MOST) {
            throw new ConflictException(
                    "You have %d views, and may have no more: delete one that is not used".formatted(MOST));
        }
        var added = write(
                view,
                """
                INSERT INTO saved_view (key, version, owner, names, filter, shared_with, teams, updated_at)
                VALUES (:key, 1, :owner, :names::jsonb, :filter::jsonb, :sharedWith, :sharedTeams, :now) ON CONFLICT DO NOTHING
                """);
        if (added == 0) {
            throw new ConflictException(
                    "'%s' is the key of somebody else's view: choose another one".formatted(view.key()));
        }
    }

    private int write(SavedView view, String sql) {
        return database.withHandle(handle -> handle.createUpdate(sql)
                .bind("key", view.key())
                .bind("owner", view.owner())
                .bind("names", JsonText.of(view.names()))
                .bind("filter", JsonText.of(view.filter()))
                .bind("sharedWith", view.sharedWith().name())
                .bindArray("sharedTeams", String.class, view.teams())
                .bind("now", view.updatedAt())
                .execute());
    }

    /**
     * Deletes one of the caller's own; operations may anybody's.
     *
     * @throws OthersDecideException if it is somebody else's
     * @throws ConflictException if a webhook follows it
     */
    @Transactional
    void delete(String key, Long expectedVersion, Caller caller) {
        var view = get(key, caller);
        held(key);
        if (!caller.any(Roles.OPS) && !view.view().owner().equals(caller.name())) {
            throw new OthersDecideException("It is %s's: its owner deletes it, or operations"
                    .formatted(view.view().owner()));
        }
        if (expectedVersion != null && expectedVersion != view.version()) {
            throw new StaleVersionException(expectedVersion, view.version());
        }
        var followers = followers(key);
        if (!followers.isEmpty()) {
            throw new ConflictException(
                    "Webhooks follow it: give each of %s another view, or none, first".formatted(followers));
        }
        database.useHandle(handle -> handle.createUpdate("DELETE FROM saved_view WHERE key = :key")
                .bind("key", key)
                .execute());
    }

    private void refuseToLeaveBehind(SavedView view) {
        var untold = parameters.filter(view.filter()).untold();
        var followers = untold.isEmpty() ? List.of() : followers(view.key());
        if (!followers.isEmpty()) {
            throw new ConflictException("Webhooks follow it (%s), and no event tells %s".formatted(followers, untold));
        }
    }

    private List<UUID> followers(String key) {
        return database.withHandle(handle -> handle.createQuery("SELECT id FROM webhook WHERE view = :key ORDER BY id")
                .bind("key", key)
                .mapTo(UUID.class)
                .list());
    }

    /**
     * Which deals a view shows.
     *
     * @throws InvalidParameterException if the caller may use none of that key
     */
    public DealFilter filter(String key, Caller caller) {
        return read(seen(key, caller)
                .orElseThrow(() -> new InvalidParameterException(
                        "view", "there is no view '%s' for you; GET /views lists them".formatted(key))));
    }

    /**
     * The same for whoever follows the events of these deals.
     *
     * @throws InvalidParameterException also if no event tells what it asks for
     */
    public DealFilter followed(String key, Caller caller) {
        return followable(key, filter(key, caller));
    }

    /** The same for the service's own work, in the name of whoever could use the view once. */
    public DealFilter followed(String key) {
        return followable(key, read(found(key).orElseThrow()));
    }

    /** What it keeps, for what is to stay as it is now whatever becomes of the view. */
    public Map<String, List<String>> copied(String key, Caller caller) {
        filter(key, caller);
        return seen(key, caller).orElseThrow().view().filter();
    }

    private static DealFilter followable(String key, DealFilter filter) {
        if (!filter.untold().isEmpty()) {
            throw new InvalidParameterException(
                    "view", "'%s' asks for %s, which no event tells".formatted(key, filter.untold()));
        }
        return filter;
    }

    /** What was written long ago may name what there is no more. */
    private DealFilter read(SavedView.Versioned view) {
        try {
            return parameters.filter(view.view().filter());
        } catch (InvalidFieldException e) {
            throw outdated(view.view().key(), e.field(), e);
        } catch (InvalidParameterException e) {
            throw outdated(view.view().key(), e.field(), e);
        }
    }

    private static InvalidParameterException outdated(String key, String field, RuntimeException e) {
        return new InvalidParameterException(
                "view", "'%s' cannot be asked any more, change it: %s %s".formatted(key, field, e.getMessage()));
    }

    private Optional<SavedView.Versioned> seen(String key, Caller caller) {
        return database.withHandle(handle -> bound(handle.createQuery(SEEN + "AND key = :key"), caller)
                .bind("key", key)
                .map(Views::view)
                .findOne());
    }

    private Optional<SavedView.Versioned> found(String key) {
        return found(key, "");
    }

    private Optional<SavedView.Versioned> held(String key) {
        return found(key, " FOR UPDATE");
    }

    private Optional<SavedView.Versioned> found(String key, String lock) {
        return database.withHandle(handle -> handle.createQuery("SELECT * FROM saved_view WHERE key = :key" + lock)
                .bind("key", key)
                .map(Views::view)
                .findOne());
    }

    private static <T extends SqlStatement<T>> T bound(T statement, Caller caller) {
        return statement.bind("name", caller.name()).bindArray("teams", String.class, caller.teams());
    }

    private static Map<String, String> names(String key, Map<String, String> names) {
        var checked = new TreeMap<String, String>();
        if (names != null) {
            names.forEach((language, name) -> {
                if (!LANGUAGES.contains(language)) {
                    throw new InvalidFieldException("names", "'%s' is neither en nor zh".formatted(language));
                }
                checked.put(language, DealFields.required("names." + language, name));
            });
        }
        return checked.isEmpty() ? Map.of("en", key) : checked;
    }

    private static SavedView.Versioned view(RowView row) {
        return new SavedView.Versioned(
                new SavedView(
                        row.getColumn("key", String.class),
                        JsonText.read(NAMES, row.getColumn("names", String.class)),
                        JsonText.read(FILTER, row.getColumn("filter", String.class)),
                        row.getColumn("shared_with", SavedView.Sharing.class),
                        List.of(row.getColumn("teams", String[].class)),
                        row.getColumn("owner", String.class),
                        row.getColumn("updated_at", Instant.class)),
                row.getColumn("version", Long.class));
    }
}
