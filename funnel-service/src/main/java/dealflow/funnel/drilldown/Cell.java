package dealflow.funnel.drilldown;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.breakdown.LossesAnswer;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.EndedStays;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.FlowReader;
import dealflow.funnel.rollup.FlowTerm;
import dealflow.funnel.stay.StalledReport;
import dealflow.funnel.stay.TransitionsAnswer;
import dealflow.funnel.unit.EpochMicros;
import java.util.Arrays;
import java.util.Locale;

/**
 * A number of an answer, to be taken apart into the deals in it.
 *
 * @param name such as {@code reached} or {@code flow.forwardIn}, as {@link #NAMES} says
 * @param stage the row of a stage; -1 for all together
 * @param stageKey the same as it was asked for; null for all together
 * @param to of a transition, where it leads; null for anywhere
 * @param reason of a loss; null for any, empty for those without
 * @param range of those that count lengths of time
 */
public record Cell(String name, int stage, String stageKey, String to, String reason, DurationRange range) {

    public static final String NAMES =
            "entered, won, lost, open, returned, reached, lostHere, capacity, decided.won, decided.lost, stays, "
                    + "stays.ended, stays.open, cycle.ended, cycle.open, step.reached, step.moved, ended, ended.forward, "
                    + "ended.backward, ended.won, ended.lost, ended.returned, transition, stalled, snoozed, "
                    + "flow.opening, flow.closing, and flow. with each term of the balance";

    /**
     * A cell as a client writes it; each but the cell itself may be null or empty for any.
     *
     * @param horizon of a step, such as P30D
     * @param atLeast the shortest length that counts
     * @param below the first that is too long
     */
    public record Asked(
            String cell, String stage, String to, String reason, String horizon, String atLeast, String below) {

        public Asked(String cell, String stage, String to, String reason) {
            this(cell, stage, to, reason, null, null, null);
        }
    }

    public static Cell of(Question question, Asked asked) {
        var all = asked.stage() == null || asked.stage().isEmpty();
        var row = all ? -1 : question.stages().row(asked.stage());
        if (!all && row < 0) {
            throw new InvalidParameterException(
                    "stage",
                    "'%s' is no stage of '%s'"
                            .formatted(asked.stage(), question.pipeline().key()));
        }
        return new Cell(
                asked.cell(),
                row,
                all ? null : asked.stage(),
                asked.to(),
                asked.reason(),
                DurationRange.of(asked.horizon(), asked.atLeast(), asked.below()));
    }

    /** @param minimum the smallest sample that gives a threshold */
    public void find(Question question, int minimum, DrillDownPage page) {
        switch (name) {
            case "entered", "won", "lost", "open", "returned", "reached", "lostHere" -> cohort(question, page);
            case "stays" -> stays(question, page);
            case "stays.ended", "stays.open" ->
                new DurationCells(question, stage, range, page).stays(name.equals("stays.ended"));
            case "cycle.ended", "cycle.open" ->
                new DurationCells(question, stage, range, page).cycles(name.equals("cycle.ended"));
            case "step.reached", "step.moved" ->
                new DurationCells(question, stage, range, page).steps(name.equals("step.moved"));
            case "capacity" -> standing(question, question.asOfMicros(), page);
            case "flow.opening" ->
                standing(question, Math.min(question.fromMicros(), question.asOfMicros() + 1) - 1, page);
            case "flow.closing" -> standing(question, question.endMicros() - 1, page);
            case "decided.won", "decided.lost" -> decided(question, page);
            case "ended",
                    "ended.forward",
                    "ended.backward",
                    "ended.won",
                    "ended.lost",
                    "ended.returned",
                    "transition" -> ended(question, page);
            case "stalled", "snoozed" -> stalled(question, minimum, page);
            default -> flow(question, page);
        }
    }

    private boolean in(int row) {
        return stage < 0 || stage == row;
    }

    private void cohort(Question question, DrillDownPage page) {
        var far = name.equals("reached") && stage >= 0 ? stage : -1;
        var reasons = question.image().reasons();
        new Cohort(question).each((columns, deal, state, segment, until) -> {
            var status = columns.states.status(state);
            var furthest = columns.progressColumns.furthest[state];
            var row = columns.progressColumns.row[state];
            var counts =
                    switch (name) {
                        case "won" -> status == DealPath.WON;
                        case "open" -> status == DealPath.OPEN;
                        case "returned" -> status == DealPath.LEAD;
                        case "lost" -> status == DealPath.LOST && because(reasons.get(columns.reason(deal, state)));
                        case "lostHere" ->
                            status == DealPath.LOST && in(row) && because(reasons.get(columns.reason(deal, state)));
                        default -> furthest >= far;
                    };
            if (counts) {
                page.add(columns.entry[deal], columns, deal, state, columns.states.amount[state]);
            }
        });
    }

    private boolean because(String given) {
        return reason == null || reason.equals(given == null ? "" : given);
    }

    private void stays(Question question, DrillDownPage page) {
        new Cohort(question).eachFate((columns, deal, segment, dealPath, until) -> {
            for (var stay = 0; stay < dealPath.stays; stay++) {
                if (in(dealPath.stayRow[stay])) {
                    var state = columns.lastBy(deal, dealPath.enteredAt[stay]);
                    page.add(dealPath.enteredAt[stay], columns, deal, state, columns.states.amount[state]);
                }
            }
        });
    }

    private void standing(Question question, long moment, DrillDownPage page) {
        Capacity.each(question, moment, (columns, deal, state, status, row, since, worth) -> {
            if (status == DealPath.OPEN && in(row)) {
                page.add(columns.states.at[state], columns, deal, state, worth);
            }
        });
    }

    private void decided(Question question, DrillDownPage page) {
        if (name.equals("decided.lost")) {
            LossesAnswer.each(question, (columns, deal, state, row, since, why) -> {
                if (in(row) && because(question.image().reasons().get(why))) {
                    page.add(since, columns, deal, state, columns.states.amount[state]);
                }
            });
            return;
        }
        Capacity.each(question, question.asOfMicros(), (columns, deal, state, status, row, since, worth) -> {
            if (status == DealPath.WON && since >= question.fromMicros() && since < question.endMicros() && in(row)) {
                page.add(since, columns, deal, state, worth);
            }
        });
    }

    private void ended(Question question, DrillDownPage page) {
        EndedStays.each(question, (columns, deal, dealPath, stay, how) -> {
            var state = dealPath.leftWith[stay];
            var leads = TransitionsAnswer.name(
                    question.stages(), TransitionsAnswer.target(question.stages(), columns, state));
            var counts = name.equals("ended")
                    || name.equals("transition") && (to == null || to.isEmpty() || to.equals(leads))
                    || name.equals("ended." + how.name().toLowerCase(Locale.ROOT));
            if (counts && in(dealPath.stayRow[stay])) {
                page.add(dealPath.leftAt[stay], columns, deal, state, columns.states.amount[state]);
            }
        });
    }

    private void stalled(Question question, int minimum, DrillDownPage page) {
        var wanted = name.equals("stalled") ? StalledReport.State.STALLED : StalledReport.State.SNOOZED;
        new StalledReport(question, minimum).each((columns, deal, state, row, entered, standing) -> {
            if (standing == wanted && in(row) && row < question.stages().funnelRows()) {
                page.add(EpochMicros.of(entered), columns, deal, state, columns.states.amount[state]);
            }
        });
    }

    private void flow(Question question, DrillDownPage page) {
        var wanted = Arrays.stream(FlowTerm.ALL)
                .filter(term -> name.equals("flow." + term.field))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("cell", "'%s' is none of %s".formatted(name, NAMES)));
        var filter = question.compiledFilter();
        var from = question.fromMicros();
        var unknown = question.asOfMicros() + 1;
        var reader = new FlowReader(question.stages(), (segment, amount) -> filter.test(segment, amount) ? 0 : -1);
        for (var store : question.image().stores()) {
            var columns = store.columns();
            store.each(0, columns.firstFrom(question.endMicros()), filter, deal -> {
                if (columns.lastAt[deal] >= from) {
                    reader.follow(
                            columns.states, deal, question.endMicros(), unknown, (state, group, term, row, worth) -> {
                                if (term == wanted && in(row) && columns.states.at[state] >= from) {
                                    if (term == FlowTerm.REPRICED) {
                                        page.addChange(columns.states.at[state], columns, deal, state, worth);
                                    } else {
                                        page.add(columns.states.at[state], columns, deal, state, worth);
                                    }
                                }
                            });
                }
            });
        }
    }
}
