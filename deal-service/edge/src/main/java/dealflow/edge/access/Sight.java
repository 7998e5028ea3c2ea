package dealflow.edge.access;

import java.util.Set;

/** Which deals somebody may see. For whoever may not, a deal does not exist. */
public sealed interface Sight {

    /** Sales operations, service accounts by their scopes, and the service's own work. */
    record Everything() implements Sight {}

    /**
     * The deals that somebody owns now, and those that are with some teams now; what was before a transfer does not count.
     *
     * @param teams those below included
     */
    record Some(String owner, Set<String> teams) implements Sight {

        public Some {
            teams = Set.copyOf(teams);
        }
    }

    /** Viewers, and who is nobody. */
    record Nothing() implements Sight {}

    default boolean sees(String owner, String team) {
        if (this instanceof Some some) {
            return some.owner().equals(owner) || (team != null && some.teams().contains(team));
        }
        return this instanceof Everything;
    }
}
