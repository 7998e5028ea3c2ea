package dealflow.funnel.breakdown;

import dealflow.funnel.breakdown.BreakdownAnswer.BreakdownGroup;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.GroupSums;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The lost deals of a cohort by the reason that their loss gave. */
public final class LossBreakdown {

    private LossBreakdown() {}

    public static BreakdownAnswer of(Question question) {
        var stages = question.stages();
        var reasons = question.image().reasons();
        var sums =
                new GroupSums(stages, reasons.size(), (columns, deal, state, segment) -> columns.reason(deal, state));
        new Cohort(question).each((columns, deal, state, segment, until) -> {
            if (columns.states.status(state) == DealPath.LOST) {
                sums.is(columns, deal, state, segment, until);
            }
        });
        var groups = new ArrayList<BreakdownGroup>();
        for (var reason = 0; reason < reasons.size(); reason++) {
            if (sums.empty(reason)) {
                continue;
            }
            var byStage = new TreeMap<String, Total>();
            for (var row = 0; row < stages.rows(); row++) {
                if (sums.lostCount(reason, row) > 0) {
                    byStage.put(stages.key(row), sums.lostIn(reason, row));
                }
            }
            var lost = sums.entered(reason);
            groups.add(new BreakdownGroup(
                    reasons.get(reason),
                    null,
                    null,
                    lost,
                    Total.NOTHING,
                    lost,
                    Total.NOTHING,
                    Total.NOTHING,
                    null,
                    null,
                    byStage,
                    List.of(),
                    null,
                    Links.of(question)));
        }
        return new BreakdownAnswer(question.header(), "lostReason", null, null, groups, null, null);
    }
}
