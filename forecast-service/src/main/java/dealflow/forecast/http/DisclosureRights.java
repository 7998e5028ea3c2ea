package dealflow.forecast.http;

import dealflow.edge.access.Caller;
import dealflow.edge.access.Sights;
import dealflow.edge.access.StatisticsAccess;
import dealflow.forecast.history.Scope;
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
        return new StatisticsAccess(caller).showDeals(scope.owner(), scope.team());
    }
}
