package dealflow.funnel.stay;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands still at {@code asOf}; the window plays no part. */
public record StalledAnswer(
        @JsonUnwrapped AnswerHeader header, List<StalledStage> stages, Total stalled, Map<String, String> links)
        implements Tabular {

    /**
     * One stage.
     *
     * @param snoozed too long in the stage, but for a known reason until a day that is still to come
     */
    public record StalledStage(
            String stage,
            Map<String, String> names,
            StalledReport.Threshold threshold,
            Total open,
            Total stalled,
            Total snoozed) {}

    @Override
    public List<?> rows() {
        return stages;
    }

    public static StalledAnswer of(Question question, int minimum) {
        var of = new StalledReport(question, minimum);
        var states = StalledReport.State.values().length;
        var count = new long[question.stages().rows() * states];
        var amount = new long[count.length];
        of.each((columns, deal, state, row, entered, standing) -> {
            count[row * states + standing.ordinal()]++;
            amount[row * states + standing.ordinal()] += Amounts.orZero(columns.states.amount[state]);
        });
        var rows = new ArrayList<StalledStage>();
        var all = Total.NOTHING;
        for (var row = 0; row < question.stages().funnelRows(); row++) {
            var totals = new Total[states];
            for (var i = 0; i < states; i++) {
                totals[i] = Total.of(count[row * states + i], amount[row * states + i]);
            }
            var stalled = totals[StalledReport.State.STALLED.ordinal()];
            var snoozed = totals[StalledReport.State.SNOOZED.ordinal()];
            rows.add(new StalledStage(
                    question.stages().key(row),
                    question.stages().names(row),
                    of.threshold(row),
                    totals[StalledReport.State.FLOWING.ordinal()].plus(stalled).plus(snoozed),
                    stalled,
                    snoozed));
            all = all.plus(stalled);
        }
        return new StalledAnswer(question.header(), rows, all, Links.of(question));
    }
}
