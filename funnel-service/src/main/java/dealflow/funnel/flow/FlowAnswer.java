package dealflow.funnel.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Flow;
import dealflow.funnel.rollup.FlowSums;
import dealflow.funnel.unit.EpochMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Flows, interval by interval.
 *
 * @param by what it is grouped by; null for all deals together
 * @param overlap that a deal may be in several groups, and what that means; null where it cannot
 * @param withheld what is not told of open deals to whoever may not see them, and why; null for nothing
 */
public record FlowAnswer(
        @JsonUnwrapped AnswerHeader header,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(ref = "Dimension") String by,
        List<FlowInterval> intervals,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice overlap,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld)
        implements Tabular {

    private static final Notice WITHHELD = new Notice(
            NoticeCode.MOVED_AMOUNTS_AND_SMALL_GROUPS_WITHHELD,
            "amounts of moves, and groups of few open deals, are not told to whoever may not see the deals",
            NoticeValues.NONE);

    /**
     * The flow of one interval.
     *
     * @param group null for all deals together, or for those without a value
     * @param links to the deals of each term: {@code cell} is {@code flow.TERM}, {@code stage} a stage or left out
     */
    public record FlowInterval(
            Instant from,
            Instant to,
            @JsonInclude(JsonInclude.Include.NON_NULL) String group,
            Map<String, Flow> stages,
            Flow total,
            Map<String, String> links) {

        private FlowInterval withoutAmounts() {
            var counts = new LinkedHashMap<String, Flow>();
            stages.forEach((stage, flow) -> counts.put(stage, flow.withoutAmounts()));
            return new FlowInterval(from, to, group, counts, total.withoutAmounts(), links);
        }
    }

    /** A row of the table. */
    public record Row(Instant from, Instant to, String group, String stage, @JsonUnwrapped Flow flow) {}

    @Override
    public List<?> rows() {
        var rows = new ArrayList<Row>();
        for (var interval : intervals) {
            var all = new LinkedHashMap<>(interval.stages());
            all.put("", interval.total());
            all.forEach(
                    (stage, flow) -> rows.add(new Row(interval.from(), interval.to(), interval.group(), stage, flow)));
        }
        return rows;
    }

    public static FlowAnswer of(Question question, Interval interval, Grouping by) {
        var bounds = interval.bounds(question);
        var segments = question.image().segments();
        // A deal of several products is in the flow of each, so that each is a question of its own.
        var overlap = by == Dimension.PRODUCT && segments.products().overlap();
        var flow = overlap ? null : report(question, by, bounds);
        var intervals = new ArrayList<FlowInterval>();
        var names = by == null ? null : overlap ? segments.products().names() : segments.names(by);
        for (var group = 0; group < (by == null ? 1 : names.size()); group++) {
            var name = by == null ? null : names.get(group);
            var asked = by == null ? question : question.about(question.filter().and(by, name));
            if (overlap && !question.filter().allows(by, name)) {
                continue;
            }
            var own = overlap ? report(asked, null, bounds) : flow;
            var place = overlap ? 0 : group;
            if (by != null && !own.has(place)) {
                continue;
            }
            add(intervals, asked, bounds, own, place, name);
            if (intervals.size() > MOST) {
                throw new InvalidParameterException(
                        "interval",
                        "gives more than %d flows: ask for longer intervals or fewer deals".formatted(MOST));
            }
        }
        return new FlowAnswer(
                question.header(),
                by == null ? null : by.label(),
                intervals,
                overlap ? Notice.WHOLE_DEALS_BY_PRODUCT : null,
                null);
    }

    private static FlowReport report(Question question, Grouping by, List<Instant> bounds) {
        return new FlowReport(
                question.image(),
                question.compiledFilter(),
                by,
                bounds.stream().mapToLong(EpochMicros::from).toArray(),
                question.asOfMicros());
    }

    /** The same for whoever may not see the deals: how many flowed, and of which amounts only where they were won or lost. */
    public FlowAnswer withheldFrom(Question question, Grouping by, int minimum) {
        var reason = new Discretion(question, minimum).ofOpen();
        var told = reason != null ? List.<FlowInterval>of() : by == null ? intervals : groups(question, by, minimum);
        return new FlowAnswer(
                header,
                this.by,
                told.stream().map(FlowInterval::withoutAmounts).toList(),
                overlap,
                reason != null ? reason : WITHHELD);
    }

    /** Those of the groups that have enough open deals. */
    private List<FlowInterval> groups(Question question, Grouping by, int minimum) {
        var names = intervals.stream()
                .map(interval -> String.valueOf(interval.group()))
                .distinct()
                .toList();
        var open = new HashMap<String, Long>();
        for (var interval : intervals) {
            open.computeIfAbsent(String.valueOf(interval.group()), any -> new Capacity(
                            question.about(question.filter().and(by, interval.group())))
                    .capacity()
                    .count());
        }
        var sizes = names.stream().mapToLong(open::get).toArray();
        var apart = intervals.stream()
                .filter(interval -> overlap != null
                        && !new Discretion(question.about(question.filter().and(by, interval.group())), minimum)
                                .mixesFit())
                .map(interval -> String.valueOf(interval.group()))
                .collect(Collectors.toSet());
        var hidden = Discretion.hidden(
                sizes, i -> sizes[i] > 0 && sizes[i] < minimum || apart.contains(names.get(i)), minimum);
        return intervals.stream()
                .filter(interval -> !hidden[names.indexOf(String.valueOf(interval.group()))])
                .toList();
    }

    private static final int MOST = 5_000;

    private static void add(
            List<FlowInterval> to, Question question, List<Instant> bounds, FlowReport flow, int group, String name) {
        var before = flow.in(group, 0);
        for (var i = 1; i < bounds.size(); i++) {
            var rows = flow.in(group, i).flows(before);
            var stages = new LinkedHashMap<String, Flow>();
            for (var row = 0; row < rows.size(); row++) {
                if (rows.get(row) != null || row < question.stages().funnelRows()) {
                    stages.put(question.stages().key(row), rows.get(row) == null ? Flow.NOTHING : rows.get(row));
                }
            }
            to.add(new FlowInterval(
                    bounds.get(i - 1),
                    bounds.get(i),
                    name,
                    stages,
                    Flow.sum(stages.values()),
                    Links.of(question.over(bounds.get(i - 1), bounds.get(i)))));
            before = new FlowSums(question.stages().rows()).plus(before, 1).plus(flow.in(group, i), 1);
        }
    }
}
