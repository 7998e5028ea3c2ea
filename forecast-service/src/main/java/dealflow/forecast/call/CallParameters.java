package dealflow.forecast.call;

import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamTree;
import dealflow.contract.payment.Money;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.http.Parameters;
import java.util.Set;

/** Reads what calls are about. */
final class CallParameters {

    static final String OF_TEAM = "About this team and all below it; without owner and team the whole pipeline";
    static final String OF_OWNER = "About this person";

    private static final int LABEL = 200;
    private static final int REASON = 2000;

    private CallParameters() {}

    /** @param tree of the day of the calls */
    static Scope scope(String owner, String team, TeamTree tree) {
        for (var label : new String[][] {{"owner", owner}, {"team", team}}) {
            Parameters.atMost(label[0], label[1], LABEL);
            if (label[1] != null && label[1].isEmpty()) {
                throw new InvalidParameterException(label[0], "must name one, or be left out");
            }
        }
        var scope = new Scope(owner, team, null, null, null);
        return team == null ? scope : scope.with(new TeamChoice(tree, Set.of(team), true));
    }

    /** Whose calls stand below a scope. */
    static Grouping below(String by, Scope scope, TeamTree tree) {
        var grouping = Parameters.label(by);
        if (grouping != Label.OWNER && grouping != Label.TEAM) {
            throw new InvalidParameterException("by", "must be owner, team or reports");
        }
        return grouping == Label.OWNER || tree.isFlat() ? grouping : teams(scope, tree);
    }

    private static TeamGroups teams(Scope scope, TeamTree tree) {
        return new TeamGroups(tree, scope.onlyTeam() == null ? Set.of() : Set.of(scope.onlyTeam()));
    }

    /** Who reports to whoever manages a scope: the teams right below it, and the people right in it. */
    static RollUp.Below reports(Scope scope, TeamTree tree) {
        var right = new TeamChoice(tree, Set.of(scope.onlyTeam() == null ? "" : scope.onlyTeam()), false);
        return new RollUp.Below(scope, teams(scope, tree), scope.with(right));
    }

    /** The period of a call, if all of it is as it has to be. */
    static NamedPeriod checked(NewCall call, String currency, Periods periods) {
        if (call == null) {
            throw new InvalidParameterException("period", "is needed: what the call is about");
        }
        var period = periods.checked("period", call.period());
        checkAmount("commit", call.commit(), currency);
        if (call.bestCase() != null) {
            checkAmount("bestCase", call.bestCase(), currency);
            if (call.bestCase().amount().compareTo(call.commit().amount()) < 0) {
                throw new InvalidParameterException("bestCase", "must be at least what is committed");
            }
        }
        if (call.reason() == null || call.reason().isBlank()) {
            throw new InvalidParameterException("reason", "is needed: say what the call stands on");
        }
        Parameters.atMost("reason", call.reason(), REASON);
        return period;
    }

    private static void checkAmount(String field, Money money, String currency) {
        if (money == null || money.amount() == null) {
            throw new InvalidParameterException(field, "is needed");
        }
        if (!currency.equals(money.currency())) {
            throw new InvalidParameterException(field + ".currency", "must be the pipeline's, " + currency);
        }
        if (!Parameters.isAmount(money.amount())) {
            throw new InvalidParameterException(
                    field, "must be from 0 to below %s, and of at most 4 decimals".formatted(Parameters.TOO_MUCH));
        }
    }
}
