package dealflow.forecast.attainment;

import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Question;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what has come, and what is to come, of a period against its targets. */
@ApplicationScoped
class Attainments {

    private final Forecasts forecasts;
    private final Targets targets;

    Attainments(Forecasts forecasts, Targets targets) {
        this.forecasts = forecasts;
        this.targets = targets;
    }

    /**
     * Of the whole scope, or of one group of it.
     *
     * @param group null for the whole, and for the deals of none
     * @param target null where there is none
     * @param chance of the target; null where there is none, or deals are too few
     * @param pace null where the period is not under way, or too little is known
     * @param own whether the pace is that of these deals, and not of the whole for lack of their own
     * @param rank by attainment, 1 for the highest; null where ranks are no more than noise
     * @param reason why what is expected is not told; null where it is
     */
    record Attainment(
            String group,
            Double target,
            Forecast.Period period,
            Double chance,
            Pace pace,
            boolean own,
            Integer rank,
            Notice reason) {

        /** Null where there is no target, or one of nothing. */
        Double attained() {
            return target == null || target <= 0 ? null : Double.valueOf(period.closedAmount() / target);
        }

        private Attainment ranked(Integer place) {
            return new Attainment(group, target, period, chance, pace, own, place, reason);
        }
    }

    /** @param ranked whether groups differ by more than noise; null where nothing was tested */
    record Table(Attainment whole, List<Attainment> groups, Boolean ranked) {}

    /** @param question about one period; with {@code by} null there are no groups */
    Table of(InformationSet known, NamedPeriod period, Question question) {
        var list = targets.of(known.pipeline().key());
        var disclosure = forecasts.disclosure(known, question.measure());
        var history = known.model().history();
        var of = new PaceOf(period, history.settledBefore(), history.firstDecision());
        var pace = of.apply(known.measured(question.measure(), question.scope()));
        var whole = attainment(
                null,
                forecasts.forecast(known, question),
                list.of(question, 0).orElse(null),
                pace,
                true,
                disclosure.reason(question.scope()));
        if (question.by() == null) {
            return new Table(whole, null, null);
        }
        var reasons = disclosure.reasons(question.scope(), question.by());
        var revenue = known.grouped(question.measure(), question.scope(), question.by());
        var groups = new ArrayList<Attainment>();
        var parts = new ArrayList<>(forecasts.groups(known, question));
        parts.addAll(aimedWithoutDeals(known, question, list, parts));
        for (var part : parts) {
            var group = new Grouping.Group(part.group());
            var target = part.group() == null
                    ? null
                    : list.of(question.about(group), 0).orElse(null);
            if (target != null || part.forecast().isAtWork()) {
                var own = revenue.containsKey(group) ? of.apply(revenue.get(group)) : null;
                groups.add(attainment(
                        part.group(),
                        part.forecast(),
                        target,
                        own == null ? pace : own,
                        own != null,
                        reasons.get(group)));
            }
        }
        return ranked(whole, groups);
    }

    /** Who has a target has a row, even before the first deal; but nobody whom the question is not about. */
    private List<Forecasts.GroupForecast> aimedWithoutDeals(
            InformationSet known, Question question, Targets.TargetList list, List<Forecasts.GroupForecast> there) {
        var names = there.stream().map(Forecasts.GroupForecast::group).collect(Collectors.toSet());
        return list.targets().stream()
                .map(target -> question.by().of(new Scope.Labels(target.owner(), target.team(), null, null, null)))
                .filter(group -> group.name() != null && !names.contains(group.name()))
                .filter(group -> question.scope().allows(question.by(), group))
                .distinct()
                .filter(group -> list.of(question.about(group), 0).isPresent())
                .map(group ->
                        new Forecasts.GroupForecast(group.name(), forecasts.forecast(known, question.about(group))))
                .toList();
    }

    private record PaceOf(NamedPeriod period, int now, int known) {

        Pace apply(RevenueSeries revenue) {
            return Pace.of(revenue, period, now, known);
        }
    }

    private static Attainment attainment(
            String group, Forecast forecast, Double target, Pace pace, boolean own, Notice reason) {
        var period = forecast.periods().get(0);
        var chance = target == null || reason != null
                ? null
                : forecast.progress(period, target).chance();
        return new Attainment(group, target, period, chance, pace, own, null, reason);
    }

    private static Table ranked(Attainment whole, List<Attainment> groups) {
        var aimed = groups.stream()
                .filter(group -> group.attained() != null)
                .sorted(Comparator.comparing(Attainment::attained).reversed())
                .toList();
        var told = RankTest.isMoreThanNoise(aimed.stream()
                .map(group ->
                        new RankTest.Attained(group.target(), group.period().closed()))
                .toList());
        if (!told) {
            return new Table(whole, groups, aimed.size() < 2 ? null : Boolean.FALSE);
        }
        Map<Attainment, Integer> places = new HashMap<>();
        for (var i = 0; i < aimed.size(); i++) {
            places.put(aimed.get(i), i + 1);
        }
        return new Table(
                whole,
                groups.stream().map(group -> group.ranked(places.get(group))).toList(),
                Boolean.TRUE);
    }
}
