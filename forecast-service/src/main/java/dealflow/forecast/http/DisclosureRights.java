package dealflow.forecast.http;

import dealflow.edge.access.Caller;
import dealflow.edge.access.Sights;
import dealflow.edge.access.StatisticsAccess;
import dealflow.forecast.history.Scope;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may see the deals themselves: of these it may be told how many are open and for how much, however few they are. */
@ApplicationScoped
public class DisclosureRights {

    private final Sights sights;

    DisclosureRights(Sights sights) {
        this.sights = sights;
    }

    public boolean deals(Scope scope) {
        return seesDeals(sights.caller(), scope);
    }

    static boolean seesDeals(Caller caller, Scope scope) {
        try {
            return new StatisticsAccess(caller)
                    .deals(scope.owner(), scope.team())
                    .equals(new StatisticsAccess.Whose(scope.owner(), scope.team()));
        } catch (ForbiddenException e) {
            return false;
        }
    }
}
