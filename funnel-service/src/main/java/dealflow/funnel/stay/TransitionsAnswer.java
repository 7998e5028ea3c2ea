package dealflow.funnel.stay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Stages;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.EndedStays;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where stays ended in the window, from each stage to each other: the transition matrix, without the cells of nothing. */
public record TransitionsAnswer(
        @JsonUnwrapped AnswerHeader header,
        List<Transition> items,
        Map<String, String> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld)
        implements Tabular {

    private static final Notice WITHHELD = new Notice(
            NoticeCode.MOVED_AMOUNTS_WITHHELD,
            "amounts of moves between stages are not told to whoever may not see the deals",
            NoticeValues.NONE);

    /**
     * One cell of it.
     *
     * @param to a stage, {@code won}, {@code lost}, or {@code returned} for back to a lead
     * @param total the stays that ended so, with the amounts when they did
     * @param share of all stays that ended in {@code from}
     */
    public record Transition(String from, String to, Total total, Rate share) {}

    @Override
    public List<?> rows() {
        return items;
    }

    public static TransitionsAnswer of(Question question, int minimum) {
        var stages = question.stages();
        var width = stages.rows() + 3;
        var count = new long[stages.rows() * width];
        var amount = new long[count.length];
        EndedStays.each(question, (columns, deal, dealPath, stay, how) -> {
            var cell = dealPath.stayRow[stay] * width + target(stages, columns, dealPath.leftWith[stay]);
            count[cell]++;
            amount[cell] += Amounts.orZero(columns.states.amount[dealPath.leftWith[stay]]);
        });
        var rows = new ArrayList<Transition>();
        for (var from = 0; from < stages.rows(); from++) {
            var all = 0L;
            for (var to = 0; to < width; to++) {
                all += count[from * width + to];
            }
            for (var to = 0; to < width; to++) {
                var cell = from * width + to;
                if (count[cell] > 0) {
                    rows.add(new Transition(
                            stages.key(from),
                            name(stages, to),
                            Total.of(count[cell], amount[cell]),
                            Rate.of(count[cell], all, 0, minimum)));
                }
            }
        }
        return new TransitionsAnswer(question.header(), rows, Links.of(question), null);
    }

    /** The same for whoever may not see the deals. */
    public TransitionsAnswer withheldBy(Discretion discretion) {
        var reason = discretion.ofEntered();
        return new TransitionsAnswer(
                header,
                reason == null
                        ? items.stream().map(TransitionsAnswer::withoutAmount).toList()
                        : List.of(),
                links,
                reason == null ? WITHHELD : reason);
    }

    private static Transition withoutAmount(Transition row) {
        return List.of("won", "lost").contains(row.to)
                ? row
                : new Transition(row.from, row.to, row.total.withoutAmount(), row.share);
    }

    /** The row that a state leads to; won, lost and returned come after the stages. */
    public static int target(Stages stages, DealColumns columns, int state) {
        var status = columns.states.status(state);
        if (status == DealPath.OPEN) {
            return stages.rowOf()[columns.states.stage[state]];
        }
        return stages.rows() + (status == DealPath.WON ? 0 : status == DealPath.LOST ? 1 : 2);
    }

    public static String name(Stages stages, int target) {
        return target < stages.rows()
                ? stages.key(target)
                : List.of("won", "lost", "returned").get(target - stages.rows());
    }
}
