package dealflow.edge.access;

import io.quarkus.security.ForbiddenException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose deals a statistic may be about, for one caller. A salesperson sees its own and, if it asks for one of its teams, the
 * team's sums; a manager sees its teams and all below them; operations, viewers and service accounts see all. A question about others is refused
 * with 403 and not answered with less than was asked: nobody takes a part for the whole.
 */
public record StatisticsAccess(Caller caller) {

    /**
     * The owner and team that a question is narrowed to.
     *
     * @param owner null for any
     * @param team null for any
     */
    public record Whose(String owner, String team) {

        /** As a client writes it. */
        String asParameters() {
            return Stream.of(owner == null ? null : "owner=" + owner, team == null ? null : "team=" + team)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("&"));
        }
    }

    /** For sums: no single deal, and nobody's alone but the caller's, can be seen in the answer. */
    public Whose sums(String owner, String team) {
        return caller.any(Roles.VIEWER) ? new Whose(owner, team) : narrowed(owner, team);
    }

    /** For answers with a row for each salesperson: to one of them, its own row only. */
    public Whose sumsByOwner(String owner, String team) {
        return sees() == Seen.OWN ? own(owner, team) : sums(owner, team);
    }

    /** For single deals: never for a viewer, and for a salesperson its own, whichever team they are with. */
    public Whose deals(String owner, String team) {
        if (caller.any(Roles.INTEGRATOR) && !caller.any(Roles.DEALS_READ) && sees() == Seen.ALL) {
            throw new ForbiddenException("The token needs the scope " + Roles.DEALS_READ);
        }
        return switch (sees()) {
            case NONE -> throw new ForbiddenException("Your role shows sums only, and no single deals");
            case OWN -> own(owner, team);
            default -> narrowed(owner, team);
        };
    }

    /** Whether the single deals behind a question about these may be seen, too. */
    boolean showDeals(String owner, String team) {
        try {
            return deals(owner, team).equals(new Whose(owner, team));
        } catch (ForbiddenException e) {
            return false;
        }
    }

    /**
     * The same of several: each one's with each team.
     *
     * @param owners null for any, like {@code teams}
     */
    public boolean showDeals(Set<String> owners, Set<String> teams) {
        return orAny(owners).stream().allMatch(owner -> orAny(teams).stream().allMatch(team -> showDeals(owner, team)));
    }

    private static Set<String> orAny(Set<String> some) {
        return some == null ? Collections.singleton(null) : some;
    }

    private enum Seen {
        ALL,
        TEAMS,
        OWN,
        NONE
    }

    private Seen sees() {
        if (caller.any(Roles.OPS, Roles.INTEGRATOR)) {
            return Seen.ALL;
        }
        if (caller.any(Roles.MANAGER)) {
            return Seen.TEAMS;
        }
        return caller.any(Roles.REP) ? Seen.OWN : Seen.NONE;
    }

    private Whose narrowed(String owner, String team) {
        return switch (sees()) {
            case ALL -> new Whose(owner, team);
            case TEAMS -> ofTeams(owner, team);
            case OWN -> owner == null && team != null ? ofTeam(team) : own(owner, team);
            case NONE -> throw new ForbiddenException();
        };
    }

    private Whose ofTeams(String owner, String team) {
        if (team != null) {
            return new Whose(owner, ofTeam(team).team());
        }
        if (caller.name().equals(owner)) {
            return new Whose(owner, null);
        }
        if (caller.teams().size() == 1) {
            return new Whose(owner, caller.teams().iterator().next());
        }
        throw new ForbiddenException("Say which team: " + teams());
    }

    private Whose ofTeam(String team) {
        if (!caller.teamsWithBelow().contains(team)) {
            throw new ForbiddenException("'team' may be " + teams());
        }
        return new Whose(null, team);
    }

    private String teams() {
        return caller.teams().isEmpty()
                ? "none: your token names no team of yours"
                : caller.teams().stream().sorted().collect(Collectors.joining(" or "));
    }

    private Whose own(String owner, String team) {
        if (owner != null && !owner.equals(caller.name())) {
            throw new ForbiddenException("'owner' may be nobody but you");
        }
        return new Whose(caller.name(), team);
    }
}
