package dealflow.funnel.bottleneck;

import dealflow.funnel.bottleneck.BottlenecksAnswer.Bottleneck;
import dealflow.funnel.bottleneck.BottlenecksAnswer.Cost;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.Stages;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.statistics.BenjaminiHochberg;
import dealflow.funnel.statistics.DurationHistograms;
import dealflow.funnel.statistics.KaplanMeier;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.TwoProportionTest;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.DurationBucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Holds each step of the funnel against the same step of a base: whether fewer deals move on. So that deals of which
 * nothing is known yet count neither way, a step has a horizon, the days in which nine of ten moves on happen, and only
 * deals are compared that were seen for so long.
 */
public final class BottleneckReport {

    private static final double MOST_MOVES = 0.9;
    private static final long MINUTES_A_DAY = 1440;
    private static final Notice TEST = TwoProportionTest.correctedOver("comparisons");

    private final Question question;
    private final int minimum;
    private final Stages stages;
    private final long[] horizons;

    private BottleneckReport(Question question, Question other, int minimum) {
        this.question = question;
        this.minimum = minimum;
        stages = question.stages();
        horizons = new long[stages.funnelRows()];
        var lengths = lengths(question);
        if (other != null) {
            var more = lengths(other);
            for (var step = 0; step < horizons.length; step++) {
                lengths[step] = DurationHistograms.sum(lengths[step], more[step]);
            }
        }
        for (var step = 0; step < horizons.length; step++) {
            var quantile = new KaplanMeier(lengths[step], new int[0]).quantile(MOST_MOVES);
            var days = quantile < 0 ? 0 : DurationBucket.minutes(quantile) / MINUTES_A_DAY + 1;
            horizons[step] = Duration.ofDays(days).toNanos() / 1000;
        }
    }

    /** By step, how long the moves on took. */
    private static int[][] lengths(Question question) {
        var lengths = new int[question.stages().funnelRows()][];
        var counts = new DurationHistograms(lengths.length);
        eachFate(question, (dealPath, segment, worth, until) -> {
            for (var step = 0; step < lengths.length && step < dealPath.furthest; step++) {
                counts.add(step, dealPath.reachedAt[step + 1] - dealPath.reachedAt[step]);
            }
        });
        for (var step = 0; step < lengths.length; step++) {
            lengths[step] = counts.of(step);
        }
        return lengths;
    }

    private interface Visitor {
        void is(DealPath dealPath, int segment, long worth, long until);
    }

    private static void eachFate(Question question, Visitor visitor) {
        new Cohort(question)
                .eachFate((columns, deal, segment, dealPath, until) ->
                        visitor.is(dealPath, segment, Amounts.orZero(columns.states.amount[dealPath.last]), until));
    }

    /** The window against another one. */
    public static BottlenecksAnswer againstBase(Question question, Question base, int minimum) {
        var of = new BottleneckReport(question, base, minimum);
        var conversions = new StepConversions(2, of.horizons);
        eachFate(question, (dealPath, segment, worth, until) -> conversions.add(0, dealPath, worth, until));
        eachFate(base, (dealPath, segment, worth, until) -> conversions.add(1, dealPath, worth, until));
        var compared = new ArrayList<Compared>();
        for (var step = 0; step < of.horizons.length; step++) {
            compared.add(
                    new Compared(null, question, step, Part.of(conversions, 0, step), Part.of(conversions, 1, step)));
        }
        return new BottlenecksAnswer(
                question.header(), base.from(), base.to(), null, TEST, of.testable(compared), of.items(compared));
    }

    /** Each group against all others. */
    public static BottlenecksAnswer amongGroups(Question question, Grouping by, int minimum) {
        var of = new BottleneckReport(question, null, minimum);
        var segments = question.image().segments();
        var values = segments.values(by);
        var overlap = by == Dimension.PRODUCT && segments.products().overlap();
        var names = overlap ? segments.products().names() : segments.names(by);
        // The last is of all deals, each once.
        var conversions = new StepConversions(names.size() + 1, of.horizons);
        eachFate(question, (dealPath, segment, worth, until) -> {
            conversions.add(names.size(), dealPath, worth, until);
            if (overlap) {
                for (var product : segments.products().of(values[segment])) {
                    conversions.add(product, dealPath, worth, until);
                }
            } else {
                conversions.add(values[segment], dealPath, worth, until);
            }
        });
        var compared = new ArrayList<Compared>();
        for (var step = 0; step < of.horizons.length; step++) {
            var all = Part.of(conversions, names.size(), step);
            for (var group = 0; group < names.size(); group++) {
                var own = Part.of(conversions, group, step);
                var name = names.get(group) == null ? "" : names.get(group);
                if (!question.filter().allows(by, name)) {
                    continue;
                }
                compared.add(new Compared(
                        name, question.about(question.filter().and(by, name)), step, own, all.plus(own, -1)));
            }
        }
        return new BottlenecksAnswer(
                question.header(), null, null, by.label(), TEST, of.testable(compared), of.items(compared));
    }

    /** One side of a comparison. */
    private record Part(long reached, long reachedAmount, long moved, long movedAmount, long movedWonAmount) {

        private static Part of(StepConversions conversions, int group, int step) {
            var cell = conversions.cell(group, step);
            return new Part(
                    conversions.reached[cell],
                    conversions.reachedAmount[cell],
                    conversions.moved[cell],
                    conversions.movedAmount[cell],
                    conversions.movedWonAmount[cell]);
        }

        private Part plus(Part other, int sign) {
            return new Part(
                    reached + sign * other.reached,
                    reachedAmount + sign * other.reachedAmount,
                    moved + sign * other.moved,
                    movedAmount + sign * other.movedAmount,
                    movedWonAmount + sign * other.movedWonAmount);
        }
    }

    private record Compared(String group, Question question, int step, Part own, Part base) {

        private boolean testable(int minimum) {
            return own.reached() >= Math.max(1, minimum) && base.reached() >= Math.max(1, minimum);
        }

        private boolean worse() {
            return own.moved() * base.reached() < base.moved() * own.reached();
        }

        private double pValue() {
            return TwoProportionTest.pValue(own.moved(), own.reached(), base.moved(), base.reached());
        }
    }

    private int testable(List<Compared> compared) {
        return (int) compared.stream().filter(each -> each.testable(minimum)).count();
    }

    private List<Bottleneck> items(List<Compared> compared) {
        var tested = compared.stream().filter(each -> each.testable(minimum)).toList();
        var adjusted = BenjaminiHochberg.adjusted(
                tested.stream().mapToDouble(Compared::pValue).toArray());
        var items = new ArrayList<Bottleneck>();
        for (var i = 0; i < adjusted.length; i++) {
            if (tested.get(i).worse() && adjusted[i] < BenjaminiHochberg.LIMIT) {
                items.add(item(tested.get(i), adjusted[i]));
            }
        }
        items.sort(Comparator.comparing(item -> item.cost().amount().negate()));
        return items;
    }

    private Bottleneck item(Compared compared, double pValue) {
        var from = stages.key(compared.step());
        var to = compared.step() + 1 < stages.funnelRows() ? stages.key(compared.step() + 1) : "won";
        var rate = Rate.of(compared.own().moved(), compared.own().reached(), 0, minimum);
        var base = Rate.of(compared.base().moved(), compared.base().reached(), 0, minimum);
        var horizon = Duration.ofNanos(horizons[compared.step()] * 1000);
        var cost = cost(compared, rate.value(), base.value());
        return new Bottleneck(
                compared.group(),
                from,
                to,
                horizon,
                rate,
                base,
                pValue,
                cost,
                "Of %d deals that reached '%s', %.0f %% moved on to '%s' within %d days, against %.0f %% %s: %.1f deals or %s less"
                        .formatted(
                                compared.own().reached(),
                                from,
                                100 * rate.value(),
                                to,
                                horizon.toDays(),
                                100 * base.value(),
                                compared.group() == null ? "in the base period" : "in the other groups",
                                cost.deals(),
                                cost.amount()),
                Map.of(
                        "deals", Links.of(compared.question()).get("deals"),
                        "reached", Links.of(compared.question(), "step.reached", from, horizon),
                        "moved", Links.of(compared.question(), "step.moved", from, horizon)));
    }

    private static Cost cost(Compared compared, double rate, double base) {
        var own = compared.own();
        var other = compared.base();
        var missed = (base - rate) * own.reached();
        var amount = (base - rate) * own.reachedAmount();
        var won = other.movedAmount() == 0 ? Double.NaN : amount * other.movedWonAmount() / other.movedAmount();
        return new Cost(missed, rounded(amount), Double.isNaN(won) ? null : rounded(won));
    }

    private static BigDecimal rounded(double amount) {
        return Amounts.decimal(Math.round(amount)).setScale(2, RoundingMode.HALF_UP);
    }
}
