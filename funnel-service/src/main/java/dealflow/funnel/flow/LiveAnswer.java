package dealflow.funnel.flow;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Flow;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A funnel as it is now.
 *
 * @param capacity what is in each stage
 * @param flow by stage, and in total under {@code total}, since the day began in the pipeline's time zone
 */
public record LiveAnswer(@JsonUnwrapped AnswerHeader header, List<StageCapacity> capacity, Map<String, Flow> flow) {

    /** What is in a stage. */
    public record StageCapacity(String stage, Total capacity) {}

    /** @param question about the day until now */
    public static LiveAnswer of(Question question) {
        var flow = FlowAnswer.of(question, Interval.QUARTER, null).intervals();
        var stages = new java.util.LinkedHashMap<>(flow.get(flow.size() - 1).stages());
        var capacity = new ArrayList<StageCapacity>();
        stages.forEach((stage, terms) -> capacity.add(new StageCapacity(stage, terms.closing())));
        stages.put("total", flow.get(flow.size() - 1).total());
        return new LiveAnswer(question.header(), capacity, stages);
    }

    /** Whether the same is said, whenever it was asked. */
    boolean same(LiveAnswer other) {
        return other != null
                && capacity.equals(other.capacity)
                && flow.equals(other.flow)
                && header.from().equals(other.header.from());
    }
}
