package dealflow.forecast.planning;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.target.Members;
import dealflow.forecast.target.Metric;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people brought in the last whole periods of the same kind before a period, and before the moment that is asked about.
 *
 * @param from the first day of them, and {@code to} the first day after
 * @param last the first day of the last of them
 */
record FormerPeriods(LocalDate from, LocalDate last, LocalDate to) {

    static FormerPeriods before(NamedPeriod period, LocalDate today, int periods) {
        var interval = period.interval();
        var current = interval.startOf(today);
        var end = current.isBefore(period.from()) ? current : period.from();
        return new FormerPeriods(interval.plus(end, -periods), interval.plus(end, -1), end);
    }

    /**
     * Who is at work: with open deals, or with something closed in the last of the periods.
     *
     * @param teams only people who are in these; null for all
     */
    List<TargetProposal.Former> of(
            InformationSet known, Measure measure, Metric metric, Scope scope, Set<String> teams) {
        var members = Members.of(known).teams();
        var entries = entries(known, scope);
        return known.grouped(measure, scope, Label.OWNER).entrySet().stream()
                .filter(one -> one.getKey().name() != null)
                .filter(one -> teams == null
                        || teams.contains(members.getOrDefault(one.getKey().name(), "")))
                .filter(one -> isAtWork(one.getValue()))
                .map(one -> former(one, entries.get(one.getKey().name()), members, metric))
                .toList();
    }

    private boolean isAtWork(RevenueSeries deals) {
        return deals.openDeals() > 0 || deals.closed(day(last), day(to)).count() > 0;
    }

    private TargetProposal.Former former(
            Map.Entry<Grouping.Group, RevenueSeries> one, Entered entered, Map<String, String> members, Metric metric) {
        var owner = one.getKey().name();
        var first = entered == null ? day(to) : Math.max(day(from), entered.first);
        var present = Math.max(0, day(to) - first) / (double) (day(to) - day(from));
        var closed = one.getValue().closed(day(from), day(to));
        var count = metric == Metric.ENTERED ? entered == null ? 0 : entered.count : closed.count();
        // What came of deals that never were in the funnel came in the whole time.
        var share = present == 0 && count > 0 ? 1 : present;
        return metric == Metric.AMOUNT
                ? of(owner, members, share, closed)
                : new TargetProposal.Former(owner, members.get(owner), share, count, count, count);
    }

    private static TargetProposal.Former of(
            String owner, Map<String, String> members, double present, DayTotals.Total closed) {
        return new TargetProposal.Former(
                owner, members.get(owner), present, closed.count(), closed.amount(), closed.squares());
    }

    private static final class Entered {
        private int first = Integer.MAX_VALUE;
        private int count;
    }

    private Map<String, Entered> entries(InformationSet known, Scope scope) {
        var entries = new HashMap<String, Entered>();
        var history = known.model().history();
        for (var deal : Deadline.over(history.lives())) {
            var day = deal.enteredDay();
            if (day >= 0 && day < history.today() && deal.labels().owner() != null && scope.includes(deal.labels())) {
                var own = entries.computeIfAbsent(deal.labels().owner(), any -> new Entered());
                own.first = Math.min(own.first, day);
                own.count += day >= day(from) && day < day(to) ? 1 : 0;
            }
        }
        return entries;
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
