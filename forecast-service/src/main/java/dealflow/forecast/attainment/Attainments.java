package dealflow.forecast.attainment;

import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.target.Aim;
import dealflow.forecast.target.Metric;
import dealflow.forecast.target.TargetTree;
import dealflow.forecast.target.TargetTrees;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what has come, and what is to come, of a period against its targets. */
@ApplicationScoped
class Attainments {

    private final Forecasts forecasts;
    private final TargetTrees targets;

    Attainments(Forecasts forecasts, TargetTrees targets) {
        this.forecasts = forecasts;
        this.targets = targets;
    }

    /**
     * Of the whole scope, or of one group of it.
     *
     * @param group null for the whole, and for the deals of none
     * @param aim null where there is no target
     * @param chance of the target; null where there is none, or deals are too few
     * @param pace null where the period is not under way, or too little is known
     * @param own whether the pace is that of these deals, and not of the whole for lack of their own
     * @param rank by attainment, 1 for the highest; null where ranks are no more than noise
     * @param reason why what is expected is not told; null where it is
     * @param won how many deals are, and {@code entered} how many enter; null where orders are not what is asked for
     */
    record Attainment(
            String group,
            Aim aim,
            Forecast.Period period,
            Double chance,
            Pace pace,
            boolean own,
            Integer rank,
            Notice reason,
            CountAttainment won,
            CountAttainment entered) {

        /** Null where there is no target, or one of nothing. */
        Double attained() {
            return aim == null || aim.value() <= 0 ? null : Double.valueOf(period.closedAmount() / aim.value());
        }

        private Attainment ranked(Integer place) {
            return new Attainment(group, aim, period, chance, pace, own, place, reason, won, entered);
        }
    }

    /**
     * The same of a number of deals.
     *
     * @param own whether the pace is that of these deals
     */
    record CountAttainment(Aim aim, DealCounts.Counted count, Double chance, boolean own) {

        Double attained() {
            return aim == null || aim.value() <= 0 ? null : Double.valueOf(count.came() / aim.value());
        }
    }

    /** @param ranked whether groups differ by more than noise; null where nothing was tested */
    record Table(Attainment whole, List<Attainment> groups, Boolean ranked) {}

    /** @param question about one period; with {@code by} null there are no groups */
    Table of(InformationSet known, NamedPeriod period, Question question) {
        var tree = targets.of(known);
        var disclosure = forecasts.disclosure(known, question.measure());
        var history = known.model().history();
        var of = new PaceOf(period, history.settledBefore(), history.firstDecision());
        var pace = of.apply(known.measured(question.measure(), question.scope()));
        var counts = question.measure() == Measure.BOOKINGS ? new DealCounts(known, period, question) : null;
        var forecast = forecasts.forecast(known, question);
        var reason = disclosure.reason(question.scope());
        var won = counts == null ? null : counts.won(null);
        var entered = counts == null ? null : counts.entered(null);
        var whole = attainment(
                null,
                forecast,
                tree.of(question, 0),
                pace,
                true,
                reason,
                won == null ? null : won(tree.of(Metric.WON, question, 0), won, forecast, reason, null),
                entered == null ? null : entered(tree.of(Metric.ENTERED, question, 0), entered, reason, null));
        if (question.by() == null) {
            return new Table(whole, null, null);
        }
        var reasons = disclosure.reasons(question.scope(), question.by());
        var revenue = known.grouped(question.measure(), question.scope(), question.by());
        var groups = new ArrayList<Attainment>();
        var parts = new ArrayList<>(forecasts.groups(known, question));
        parts.addAll(aimedWithoutDeals(known, question, tree, parts));
        for (var part : parts) {
            var group = new Grouping.Group(part.group());
            var aims = aims(tree, question.about(group), question.measure());
            if (!aims.isEmpty() || part.forecast().isAtWork()) {
                var own = revenue.containsKey(group) ? of.apply(revenue.get(group)) : null;
                groups.add(attainment(
                        part.group(),
                        part.forecast(),
                        aims.get(Metric.AMOUNT),
                        own == null ? pace : own,
                        own != null,
                        reasons.get(group),
                        counts == null
                                ? null
                                : won(
                                        aims.get(Metric.WON),
                                        counts.won(group),
                                        part.forecast(),
                                        reasons.get(group),
                                        won.pace()),
                        counts == null
                                ? null
                                : entered(
                                        aims.get(Metric.ENTERED),
                                        counts.entered(group),
                                        reasons.get(group),
                                        entered.pace())));
            }
        }
        return ranked(whole, groups);
    }

    /** Those that there are. Numbers of deals are of orders. */
    private static Map<Metric, Aim> aims(TargetTree tree, Question question, Measure measure) {
        var aims = new EnumMap<Metric, Aim>(Metric.class);
        for (var metric : Metric.values()) {
            var aim = metric == Metric.AMOUNT || measure == Measure.BOOKINGS ? tree.of(metric, question, 0) : null;
            if (aim != null) {
                aims.put(metric, aim);
            }
        }
        return aims;
    }

    /** A chance is told as that of the amount is. */
    private static CountAttainment won(Aim aim, DealCounts.Counted count, Forecast forecast, Notice reason, Pace pace) {
        return counted(aim, count, reason == null && forecast.isPopulation(), pace);
    }

    /** A chance that deals enter is of those that are not there yet, however many are open. */
    private static CountAttainment entered(Aim aim, DealCounts.Counted count, Notice reason, Pace pace) {
        return counted(aim, count, reason == null, pace);
    }

    /** @param pace of the whole, for a lack of its own; null for none */
    private static CountAttainment counted(Aim aim, DealCounts.Counted count, boolean told, Pace pace) {
        var chance = aim == null || !told ? null : Double.valueOf(count.ahead().reaches(aim.value() - count.came()));
        return new CountAttainment(
                aim, count.pace() == null ? count.paced(pace) : count, chance, count.pace() != null || pace == null);
    }

    /** Who has a target has a row, even before the first deal; but nobody whom the question is not about. */
    private List<Forecasts.GroupForecast> aimedWithoutDeals(
            InformationSet known, Question question, TargetTree tree, List<Forecasts.GroupForecast> there) {
        var names = there.stream().map(Forecasts.GroupForecast::group).collect(Collectors.toSet());
        return tree.targets().stream()
                .map(target -> question.by().of(target.labels()))
                .filter(group -> group.name() != null && !names.contains(group.name()))
                .filter(group -> question.scope().allows(question.by(), group))
                .distinct()
                .filter(group ->
                        !aims(tree, question.about(group), question.measure()).isEmpty())
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
            String group,
            Forecast forecast,
            Aim aim,
            Pace pace,
            boolean own,
            Notice reason,
            CountAttainment won,
            CountAttainment entered) {
        var period = forecast.periods().get(0);
        var chance = aim == null || reason != null
                ? null
                : forecast.progress(period, aim.value()).chance();
        return new Attainment(group, aim, period, chance, pace, own, null, reason, won, entered);
    }

    private static Table ranked(Attainment whole, List<Attainment> groups) {
        var aimed = groups.stream()
                .filter(group -> group.attained() != null)
                .sorted(Comparator.comparing(Attainment::attained).reversed())
                .toList();
        var told = RankTest.isMoreThanNoise(aimed.stream()
                .map(group -> new RankTest.Attained(
                        group.aim().value(), group.period().closed()))
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
