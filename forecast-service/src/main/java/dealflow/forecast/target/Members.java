package dealflow.forecast.target;

import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.model.InformationSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * In which team people are, as far as deals tell: in that of the deal of theirs that entered the funnel last.
 *
 * @param teams by person; who has no team is not in it
 * @param working who has open deals
 */
public record Members(Map<String, String> teams, Set<String> working) implements ComputationCache.Sized {

    private record OfDeals() {}

    public static Members of(InformationSet known) {
        return known.memo().of(new OfDeals(), () -> found(known));
    }

    private static Members found(InformationSet known) {
        var history = known.model().history();
        var teams = new HashMap<String, String>();
        var latest = new HashMap<String, Integer>();
        var working = new HashSet<String>();
        for (var deal : Deadline.over(history.lives())) {
            var owner = deal.labels().owner();
            if (owner == null) {
                continue;
            }
            if (history.open(deal)) {
                working.add(owner);
            }
            var team = deal.labels().team();
            var before = latest.get(owner);
            // Of two on one day the team that comes first by name, whatever order deals come in.
            if (before == null
                    || deal.enteredDay() > before
                    || deal.enteredDay() == before && isBefore(team, teams.get(owner))) {
                latest.put(owner, deal.enteredDay());
                teams.put(owner, team);
            }
        }
        teams.values().removeIf(team -> team == null);
        return new Members(teams, working);
    }

    private static boolean isBefore(String one, String other) {
        return one != null && (other == null || one.compareTo(other) < 0);
    }

    @Override
    public long bytes() {
        return 100L * (teams.size() + working.size());
    }
}
