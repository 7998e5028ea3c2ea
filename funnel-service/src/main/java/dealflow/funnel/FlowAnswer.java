package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flows, interval by interval.
 *
 * @param by what it is grouped by; null for all deals together
 */
public record FlowAnswer(
        @JsonUnwrapped Frame frame, @JsonInclude(JsonInclude.Include.NON_NULL) String by, List<FlowInterval> intervals)
        implements Tabular {

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
            Map<String, String> links) {}

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

    static FlowAnswer of(Question question, Interval interval, Dimension by) {
        var bounds = interval.bounds(question);
        var flow = new FlowOf(
                question.image(),
                question.match(),
                by,
                bounds.stream().mapToLong(Micros::from).toArray(),
                question.asOfMicros());
        var intervals = new ArrayList<FlowInterval>();
        var names = by == null ? null : question.image().segments().names(by);
        for (var group = 0; group < (by == null ? 1 : names.size()); group++) {
            if (by != null && !flow.has(group)) {
                continue;
            }
            var name = by == null ? null : names.get(group);
            var asked = by == null ? question : question.about(question.filter().and(by, name));
            add(intervals, asked, bounds, flow, group, name);
            if (intervals.size() > MOST) {
                throw new InvalidParameterException(
                        "interval",
                        "gives more than %d flows: ask for longer intervals or fewer deals".formatted(MOST));
            }
        }
        return new FlowAnswer(question.frame(), by == null ? null : by.name().toLowerCase(), intervals);
    }

    private static final int MOST = 5_000;

    private static void add(
            List<FlowInterval> to, Question question, List<Instant> bounds, FlowOf flow, int group, String name) {
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
