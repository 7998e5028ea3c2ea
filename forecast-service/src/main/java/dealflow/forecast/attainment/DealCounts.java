package dealflow.forecast.attainment;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.ArrivalErrors;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.CountDistribution;
import dealflow.forecast.model.InformationSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How many deals are won in a period and how many enter the funnel in it: so far, and until its end.
 */
record DealCounts(InformationSet known, NamedPeriod period, Question question) {

    private static final Grouping.Group WHOLE = new Grouping.Group(null);

    /**
     * One number of deals.
     *
     * @param came how many have come so far
     * @param ahead how many are still to come
     * @param pace that of earlier periods; null where too little is known
     */
    record Counted(int came, CountDistribution ahead, Pace pace) implements ComputationCache.Sized {

        private static final int BYTES = 1000;

        @Override
        public long bytes() {
            return BYTES;
        }

        Counted paced(Pace other) {
            return new Counted(came, ahead, other);
        }
    }

    private record OfScope(Scope scope) {}

    private record OfGroups(Scope scope, Grouping by) {}

    private record Errors(Window window) {}

    private record EffectiveDeals() {}

    private record Won(NamedPeriod period, Scope scope, Grouping by, Grouping.Group group) {}

    private record Entered(NamedPeriod period, Scope scope, Grouping by, Grouping.Group group) {}

    /** @param group null for the whole */
    Counted won(Grouping.Group group) {
        return known.memo().of(new Won(period, question.scope(), question.by(), group), () -> countWon(group));
    }

    private Counted countWon(Grouping.Group group) {
        var deals = deals(group);
        var window = window();
        return new Counted(
                deals.closed(first(), end()).count(),
                CountDistribution.ofWins(deals, window, known.model().countDrift(window)),
                pace((from, to) -> deals.closed(from, to).count(), history().settledBefore()));
    }

    /** @param group null for the whole */
    Counted entered(Grouping.Group group) {
        return known.memo().of(new Entered(period, question.scope(), question.by(), group), () -> countEntered(group));
    }

    private Counted countEntered(Grouping.Group group) {
        var deals = deals(group);
        var window = window();
        var days = group == null ? entries() : entriesOfGroups().getOrDefault(group, new DayTotals());
        var errors = known.memo().of(new Errors(window), () -> ArrivalErrors.variance(history(), window));
        var all = known.memo().of(new EffectiveDeals(), () -> ArrivalErrors.effectiveDeals(history()));
        return new Counted(
                days.between(first(), end()).count(),
                CountDistribution.ofEntries(
                        deals.begins(window.from(), window.to()),
                        errors + ArrivalErrors.ofShare(all, deals.shareOfArrivals())),
                pace((from, to) -> days.between(from, to).count(), history().today()));
    }

    private TrainingData history() {
        return known.model().history();
    }

    private BookingsSeries deals(Grouping.Group group) {
        var found = group == null
                ? null
                : known.grouped(Measure.BOOKINGS, question.scope(), question.by())
                        .get(group);
        if (found != null) {
            return (BookingsSeries) found;
        }
        // A group that has a target and no deals yet is asked about like a whole.
        var whole = group == null ? question : question.about(group);
        return (BookingsSeries) known.measured(Measure.BOOKINGS, whole.scope());
    }

    private Pace pace(Pace.Came came, int now) {
        return Pace.of(came, period, now, history().firstDecision());
    }

    private int first() {
        return (int) period.from().toEpochDay();
    }

    private int end() {
        return (int) period.to().toEpochDay();
    }

    private Window window() {
        return Window.of(known.ahead(period.from()), known.ahead(period.to()));
    }

    private DayTotals entries() {
        return known.memo()
                .of(new OfScope(question.scope()), () -> split(null))
                .days
                .getOrDefault(WHOLE, new DayTotals());
    }

    private Map<Grouping.Group, DayTotals> entriesOfGroups() {
        return known.memo().of(new OfGroups(question.scope(), question.by()), () -> split(question.by())).days;
    }

    /** Deals by the day on which they entered. */
    private record Entries(Map<Grouping.Group, DayTotals> days) implements ComputationCache.Sized {

        @Override
        public long bytes() {
            return days.values().stream()
                    .mapToLong(each -> 100 + 150L * each.days())
                    .sum();
        }
    }

    /** @param by null for all together */
    private Entries split(Grouping by) {
        var days = new HashMap<Grouping.Group, DayTotals>();
        for (var deal : Deadline.over(history().lives())) {
            var day = deal.enteredDay();
            if (day >= 0 && day < history().today() && question.scope().includes(deal.labels())) {
                if (by == null) {
                    days.computeIfAbsent(WHOLE, any -> new DayTotals()).add(day, 0);
                } else {
                    by.all(deal.labels()).forEach(group -> days.computeIfAbsent(group, any -> new DayTotals())
                            .add(day, 0));
                }
            }
        }
        return new Entries(days);
    }
}
