package dealflow.funnel.breakdown;

import dealflow.funnel.breakdown.BreakdownAnswer.BreakdownGroup;
import dealflow.funnel.breakdown.BreakdownAnswer.Difference;
import dealflow.funnel.breakdown.BreakdownAnswer.StageLoss;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.Segments;
import dealflow.funnel.history.Stages;
import dealflow.funnel.history.TeamGroups;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.GroupSums;
import dealflow.funnel.statistics.BenjaminiHochberg;
import dealflow.funnel.statistics.TwoProportionTest;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A cohort by group, each deal where it belongs at {@code asOf}. */
public final class BreakdownReport {

    private final Question question;
    private final Grouping by;
    private final int minimum;
    private final Stages stages;
    private final Segments.Table segments;
    private final GroupSums sums;
    /** All deals once, where one may be in several groups; else null. */
    private final GroupSums whole;

    private final List<String> names;
    private final Set<String> ofFew;
    private final int[] groups;
    private final int[] parentOf;
    private final int parents;

    public BreakdownReport(Question question, Grouping by, int minimum) {
        this.question = question;
        this.by = by;
        this.minimum = minimum;
        stages = question.stages();
        segments = question.image().segments();
        var values = segments.values(by);
        var cohort = new Cohort(question);
        if (by == Dimension.PRODUCT && segments.products().overlap()) {
            var products = new ProductSums(question);
            names = segments.products().names();
            sums = products.sums();
            whole = products.whole();
            ofFew = products.ofFew(minimum);
        } else {
            names = segments.names(by);
            sums = new GroupSums(stages, names.size(), (columns, deal, state, segment) -> values[segment]);
            whole = null;
            ofFew = Set.of();
            cohort.byValue(by, sums);
        }
        groups = IntStream.range(0, sums.groups())
                .filter(group -> !sums.empty(group))
                .boxed()
                .sorted(Comparator.comparing(this::name, Comparator.nullsLast(Comparator.naturalOrder())))
                .mapToInt(group -> group)
                .toArray();
        parents = by.parent() == null ? 1 : segments.names(by.parent()).size();
        parentOf = by.parent() == null ? new int[sums.groups()] : mainParents(cohort);
    }

    private String name(int group) {
        return names.get(group);
    }

    /** A person's team is the one with most of its deals; only where it has had several do they have to be counted. */
    private int[] mainParents(Cohort cohort) {
        var own = segments.values(by);
        var above = segments.values(by.parent());
        var main = new int[sums.groups()];
        var only = segments.onlyParents(by);
        if (Arrays.stream(groups).allMatch(group -> only[group] >= 0)) {
            Arrays.stream(groups).forEach(group -> main[group] = only[group]);
            return main;
        }
        var deals = new long[sums.groups() * parents];
        cohort.each((columns, deal, state, segment, until) -> {
            deals[own[segment] * parents + above[segment]]++;
        });
        for (var group : groups) {
            for (var parent = 1; parent < parents; parent++) {
                main[group] =
                        deals[group * parents + parent] > deals[group * parents + main[group]] ? parent : main[group];
            }
        }
        return main;
    }

    /** The groups that have few deals in common with others, of which some are open. */
    Set<String> ofFew() {
        return ofFew;
    }

    public BreakdownAnswer answer() {
        var wins = against(
                (of, group) -> of.with(group, DealPath.WON).count(),
                (of, group) -> of.with(group, DealPath.WON).count()
                        + of.with(group, DealPath.LOST).count());
        var losses = new ArrayList<GroupComparison>();
        for (var row = 0; row < stages.funnelRows(); row++) {
            var stage = row;
            losses.add(
                    against((of, group) -> of.lostCount(group, stage), (of, group) -> of.reachedCount(group, stage)));
        }
        var adjusted = adjusted(losses);
        var answers = new ArrayList<BreakdownGroup>();
        for (var i = 0; i < groups.length; i++) {
            answers.add(group(groups[i], i, wins, losses, adjusted));
        }
        return new BreakdownAnswer(
                question.header(),
                by.label(),
                by.parent() == null ? "all" : by.parent().label(),
                TwoProportionTest.correctedOver("groups and stages"),
                answers,
                whole == null ? null : BreakdownAnswer.OVERLAP,
                null);
    }

    private interface Count {
        long of(GroupSums sums, int group);
    }

    private GroupComparison against(Count successes, Count sizes) {
        var x = new long[sums.groups()];
        var n = new long[sums.groups()];
        for (var group : groups) {
            x[group] = successes.of(sums, group);
            n[group] = sizes.of(sums, group);
        }
        var comparison = new GroupComparison(x, n, parentOf, parents, minimum);
        return whole == null ? comparison : comparison.within(successes.of(whole, 0), sizes.of(whole, 0));
    }

    /** By stage and place of the group; negative where nothing was tested. */
    private double[][] adjusted(List<GroupComparison> losses) {
        var adjusted = new double[losses.size()][groups.length];
        var asked = new double[losses.size() * groups.length];
        var count = 0;
        for (var against : losses) {
            for (var group : groups) {
                if (against.testable(group)) {
                    asked[count++] = against.pValue(group);
                }
            }
        }
        var answers = BenjaminiHochberg.adjusted(Arrays.copyOf(asked, count));
        count = 0;
        for (var row = 0; row < losses.size(); row++) {
            for (var i = 0; i < groups.length; i++) {
                adjusted[row][i] = losses.get(row).testable(groups[i]) ? answers[count++] : -1;
            }
        }
        return adjusted;
    }

    private BreakdownGroup group(
            int group, int place, GroupComparison wins, List<GroupComparison> losses, double[][] adjusted) {
        var open = sums.with(group, DealPath.OPEN);
        var lostByStage = new TreeMap<String, Total>();
        for (var row = 0; row < stages.rows(); row++) {
            if (sums.lostCount(group, row) > 0) {
                lostByStage.put(stages.key(row), sums.lostIn(group, row));
            }
        }
        var rows = new ArrayList<StageLoss>();
        for (var row = 0; row < stages.funnelRows(); row++) {
            var against = losses.get(row);
            rows.add(new StageLoss(
                    stages.key(row),
                    sums.reachedCount(group, row),
                    against.raw(group, 0),
                    against.shrunk(group),
                    against.difference(group, adjusted[row][place])));
        }
        return new BreakdownGroup(
                name(group),
                by.parent() == null ? null : segments.names(by.parent()).get(parentOf[group]),
                by instanceof TeamGroups teams ? teams.hasBelow(name(group)) : null,
                sums.entered(group),
                sums.with(group, DealPath.WON),
                sums.with(group, DealPath.LOST),
                open,
                sums.with(group, DealPath.LEAD),
                wins.raw(group, open.count()),
                wins.shrunk(group),
                lostByStage,
                rows,
                note(group, rows, losses),
                links(name(group)));
    }

    /** A group of deals that have another of the products that are asked for is no question of its own. */
    private Map<String, String> links(String name) {
        return whole != null && !question.filter().allows(by, name)
                ? Map.of()
                : Links.of(question.about(question.filter().and(by, name)));
    }

    /** What stands out, in words, or that nothing does. */
    private String note(int group, List<StageLoss> rows, List<GroupComparison> losses) {
        var clear = new ArrayList<String>();
        var tested = false;
        for (var row = 0; row < rows.size(); row++) {
            var difference = rows.get(row).difference();
            tested |= difference != Difference.UNKNOWN;
            if (difference == Difference.MORE || difference == Difference.LESS) {
                clear.add("loses %s in '%s' than the rest of the %s (%.0f %% against %.0f %% of all)"
                        .formatted(
                                difference == Difference.MORE ? "more" : "less",
                                rows.get(row).stage(),
                                by.parent() == null ? "pipeline" : by.parent().label(),
                                100 * losses.get(row).share(group),
                                100 * losses.get(row).parentShare(group)));
            }
        }
        if (!clear.isEmpty()) {
            return String.join("; ", clear) + ": more than noise";
        }
        return tested
                ? "Where it loses deals, no difference from the rest is more than noise"
                : "Too few deals to tell any difference from noise";
    }
}
