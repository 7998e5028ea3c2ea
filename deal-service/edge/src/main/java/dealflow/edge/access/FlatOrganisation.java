package dealflow.edge.access;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** For a service that knows of no teams but those that tokens name. */
@ApplicationScoped
@DefaultBean
class FlatOrganisation implements Organisation {

    @Override
    public Set<String> withBelow(Set<String> teams) {
        return teams;
    }

    @Override
    public Set<String> managedBy(String name) {
        return Set.of();
    }
}
