package dealflow.funnel.breakdown;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why and where the deals were lost that were decided in the window and still are. */
public record LossesAnswer(
        @JsonUnwrapped AnswerHeader header, Total lost, List<LossReason> items, Map<String, String> links)
        implements Tabular {

    /**
     * One reason; null where none was given.
     *
     * @param share of all that were lost
     * @param byStage where they were lost
     */
    public record LossReason(@Nullable String reason, Total total, Rate share, Map<String, Total> byStage) {}

    @Override
    public List<?> rows() {
        return items;
    }

    public static LossesAnswer of(Question question, int minimum) {
        var stages = question.stages();
        var reasons = question.image().reasons();
        var count = new long[reasons.size() * stages.rows()];
        var amount = new long[count.length];
        each(question, (columns, deal, state, row, since, reason) -> {
            count[reason * stages.rows() + row]++;
            amount[reason * stages.rows() + row] += Amounts.orZero(columns.states.amount[state]);
        });
        var rows = new ArrayList<LossReason>();
        var all = Total.NOTHING;
        for (var reason = 0; reason < reasons.size(); reason++) {
            var byStage = new TreeMap<String, Total>();
            var total = Total.NOTHING;
            for (var row = 0; row < stages.rows(); row++) {
                var cell = reason * stages.rows() + row;
                if (count[cell] > 0) {
                    byStage.put(stages.key(row), Total.of(count[cell], amount[cell]));
                    total = total.plus(byStage.get(stages.key(row)));
                }
            }
            if (total.count() > 0) {
                rows.add(new LossReason(reasons.get(reason), total, null, byStage));
                all = all.plus(total);
            }
        }
        var lost = all.count();
        return new LossesAnswer(
                question.header(),
                all,
                rows.stream()
                        .map(row -> new LossReason(
                                row.reason(),
                                row.total(),
                                Rate.of(row.total().count(), lost, 0, minimum),
                                row.byStage()))
                        .sorted(Comparator.comparingLong(row -> -row.total().count()))
                        .toList(),
                Links.of(question));
    }

    /** Told of each lost deal. */
    public interface Visitor {
        void is(DealColumns columns, int deal, int state, int row, long since, int reason);
    }

    public static void each(Question question, Visitor visitor) {
        Capacity.each(question, question.asOfMicros(), (columns, deal, state, status, row, since, worth) -> {
            if (status == DealPath.LOST && since >= question.fromMicros() && since < question.endMicros()) {
                visitor.is(columns, deal, state, row, since, columns.reason(deal, state));
            }
        });
    }
}
