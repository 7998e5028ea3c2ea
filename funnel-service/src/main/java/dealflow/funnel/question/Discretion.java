package dealflow.funnel.question;

import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.rollup.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What is not told to whoever may not see the deals: the stages and amounts of open deals, where fewer than the smallest sample
 * are in question, or where all but so few of a wider question are, whose difference would tell as much. What is won or lost is
 * told to everybody.
 */
public final class Discretion {

    private final Question question;
    private final int minimum;
    /** What is open of the deals in question, and then of each wider question. */
    private List<Capacity> standings;

    public Discretion(Question question, int minimum) {
        this.question = question;
        this.minimum = minimum;
    }

    /** Why the stages of what is open may not be told; null if they may. */
    public Notice ofOpen() {
        return sets(standing -> standing.capacity().count()).allMatch(this::fits) && mixesFit(false)
                ? null
                : new Notice(
                        NoticeCode.FEW_OPEN_DEALS,
                        ("fewer than %d open deals are in question, or so few are left out of a wider one: whoever may not see them is not "
                                        + "told their stages and amounts; ask about more deals")
                                .formatted(minimum),
                        NoticeValues.ofMinimum(minimum));
    }

    /** Whether the amount of what is open may be told stage by stage. */
    public boolean tellsAmounts() {
        for (var row = 0; row < question.stages().rows(); row++) {
            var of = row;
            if (!sets(standing -> standing.capacity(of).count()).allMatch(this::fits)) {
                return false;
            }
        }
        return mixesFit(true);
    }

    /**
     * Whether no products that are asked for have few open deals in common, which would be the difference of what they have; and the
     * same of values of a field that may have several.
     */
    public boolean mixesFit() {
        return mixesFit(false);
    }

    private boolean mixesFit(boolean byStage) {
        return question.filter().asked().keySet().stream()
                .filter(question.image().segments()::overlap)
                .allMatch(by -> mixesFit(by, byStage));
    }

    private boolean mixesFit(Grouping by, boolean byStage) {
        var segments = question.image().segments();
        var values = segments.values(by);
        var rows = byStage ? question.stages().rows() : 1;
        var open = new long[segments.names(by).size() * rows];
        Capacity.each(question, question.asOfMicros(), (columns, deal, state, status, row, since, worth) -> {
            if (status == DealPath.OPEN) {
                open[values[columns.states.segment[state]] * rows + (byStage ? row : 0)]++;
            }
        });
        return LongStream.of(open).allMatch(this::fits);
    }

    /**
     * Why it may not be told how far those came that entered in the window; null if it may. Windows are whole months, so that the
     * difference of two is some of them.
     */
    public Notice ofEntered() {
        var open = ofOpen();
        if (open != null) {
            return open;
        }
        if (!isMonth(question.from())
                || !isMonth(question.to()) && question.to().isBefore(question.asOf())) {
            return new Notice(
                    NoticeCode.WHOLE_MONTHS_ONLY,
                    "whoever may not see single deals is told how far they came by whole months only; let 'from' and 'to' be the "
                            + "first of a month",
                    NoticeValues.NONE);
        }
        var bounds = Interval.MONTH.bounds(question);
        for (var i = 1; i < bounds.size(); i++) {
            if (isFew(question.over(bounds.get(i - 1), bounds.get(i)))) {
                return fewEntered(
                        bounds.get(i - 1).atZone(question.pipeline().timeZone()).toLocalDate());
            }
        }
        return null;
    }

    private Notice fewEntered(LocalDate month) {
        return new Notice(
                NoticeCode.FEW_ENTERED,
                ("fewer than %d deals entered in the month of %s, or so few are left out of a wider question, and some of them "
                                + "are open: whoever may not see them is not told how far they came; ask for other months or more deals")
                        .formatted(minimum, month),
                NoticeValues.ofMonth(minimum, month));
    }

    /** Whether few deals are in a cohort, or left out of a wider one, and some of them are open. */
    private boolean isFew(Question month) {
        var own = new Cohort(month).sums();
        var entered = own.entered().count();
        var open = own.with(DealPath.OPEN).count();
        if (open > 0 && entered < minimum) {
            return true;
        }
        for (var wider : wider()) {
            var all = new Cohort(month.about(wider)).sums();
            var others = all.entered().count() - entered;
            if (all.with(DealPath.OPEN).count() > open && others < minimum) {
                return true;
            }
        }
        return false;
    }

    private boolean isMonth(Instant moment) {
        var local = moment.atZone(question.pipeline().timeZone());
        return local.getDayOfMonth() == 1
                && local.equals(
                        local.toLocalDate().atStartOfDay(question.pipeline().timeZone()));
    }

    private boolean fits(long deals) {
        return deals == 0 || deals >= minimum;
    }

    /** How many are in question, and how many of each wider question are not. */
    private LongStream sets(ToLongFunction<Capacity> count) {
        if (standings == null) {
            standings = Stream.concat(Stream.of(question.filter()), wider().stream())
                    .map(filter -> new Capacity(question.about(filter)))
                    .toList();
        }
        var own = count.applyAsLong(standings.get(0));
        return LongStream.concat(
                LongStream.of(own),
                standings.stream().skip(1).mapToLong(standing -> count.applyAsLong(standing) - own));
    }

    /** The same filter without some of what it asks for, and of the teams above the one that it asks for. */
    private List<Filter> wider() {
        var teams = question.filter().teams();
        var wider = new ArrayList<>(List.of(question.filter()));
        for (var by : question.filter().asked().keySet()) {
            for (var filter : List.copyOf(wider)) {
                wider.add(filter.without(by));
                if (by == Dimension.TEAM && teams != null) {
                    teams.wider().forEach(more -> wider.add(filter.and(more)));
                }
            }
        }
        return wider.subList(1, wider.size());
    }

    /**
     * Which groups may not be told apart: those of few deals, and as many others as it takes that nobody gets one of these by
     * taking the told groups away from the whole.
     *
     * @param few whether a group is one of them, by its place
     */
    public static boolean[] hidden(long[] sizes, IntPredicate few, int minimum) {
        var hidden = new boolean[sizes.length];
        var together = 0L;
        var any = false;
        for (var i = 0; i < sizes.length; i++) {
            hidden[i] = few.test(i);
            any |= hidden[i];
            together += hidden[i] ? sizes[i] : 0;
        }
        while (any && together < minimum) {
            var next = -1;
            for (var i = 0; i < sizes.length; i++) {
                next = !hidden[i] && sizes[i] > 0 && (next < 0 || sizes[i] < sizes[next]) ? i : next;
            }
            if (next < 0) {
                break;
            }
            hidden[next] = true;
            together += sizes[next];
        }
        return hidden;
    }
}
