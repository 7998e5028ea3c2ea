package dealflow.edge.access;

import java.util.Set;

/** The company's teams as they stand today, which a service keeps in memory: it is asked on every request. */
public interface Organisation {

    /** The teams and all below them. */
    Set<String> withBelow(Set<String> teams);

    /** The teams that somebody manages, without those below them. */
    Set<String> managedBy(String name);
}
