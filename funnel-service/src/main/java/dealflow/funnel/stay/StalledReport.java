package dealflow.funnel.stay;

import dealflow.contract.pipeline.StageAge;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.StateColumns;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.statistics.KaplanMeier;
import dealflow.funnel.unit.DurationBucket;
import dealflow.funnel.unit.EpochMicros;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The open deals that have been in their stage for longer than its threshold; where none is set, longer than nine of ten
 * finished stays in it. A deal that is snoozed is not stalled before that day. The time runs from the deal's last move, as the
 * deal service has it: a new version of the pipeline, that merges stages or puts deals elsewhere, moves no customer.
 */
public final class StalledReport {

    private static final double P90 = 0.9;

    private final Question question;
    private final StageAge ages;
    private final KaplanMeier[] finished;
    private final int minimum;

    /** How an open deal stands. */
    public enum State {
        FLOWING,
        STALLED,
        SNOOZED
    }

    /** Told of each open deal, with its last state and when it moved last. */
    public interface Visitor {
        void is(DealColumns columns, int deal, int state, int row, Instant entered, State standing);
    }

    public StalledReport(Question question, int minimum) {
        this.question = question;
        this.minimum = minimum;
        ages = new StageAge(question.pipeline());
        finished = new KaplanMeier[question.stages().funnelRows()];
        var all = new Cohort(question.about(Filter.NONE)
                        .over(Instant.parse("0001-01-01T00:00:00Z"), question.asOf())
                        .withoutLimit())
                .sums();
        for (var row = 0; row < finished.length; row++) {
            finished[row] = new KaplanMeier(all.stays(row), new int[0]);
        }
    }

    /**
     * From when a stay is too long.
     *
     * @param after as the pipeline sets it, or in days as nine of ten finished stays took; null where there are too few
     * @param setBy {@code PIPELINE} or {@code P90}; null where there is none
     */
    public record Threshold(
            @Nullable @Schema(format = "duration") String after,
            boolean businessDays,
            @Nullable @Schema(enumeration = {"PIPELINE", "P90"}) String setBy) {}

    Threshold threshold(int row) {
        var stage = question.stages().stage(row);
        if (stage.stalledAfter() != null) {
            return new Threshold(stage.stalledAfter().toString(), stage.stalledCountsBusinessDays(), "PIPELINE");
        }
        return finished[row].sample() < Math.max(1, minimum)
                ? new Threshold(null, false, null)
                : new Threshold(
                        DurationBucket.duration(finished[row].quantile(P90)).toString(), false, "P90");
    }

    private Instant due(int row, Instant entered) {
        if (row >= finished.length) {
            return Instant.MAX;
        }
        var stage = question.stages().stage(row);
        if (stage.stalledAfter() != null && !stage.stalledAfter().equals(Period.ZERO)) {
            return ages.outlastedAt(stage, entered);
        }
        return finished[row].sample() < Math.max(1, minimum)
                ? Instant.MAX
                : entered.plus(DurationBucket.duration(finished[row].quantile(P90)));
    }

    public void each(Visitor visitor) {
        var asOf = question.asOf();
        var today = asOf.atZone(question.pipeline().timeZone()).toLocalDate();
        Capacity.each(question, question.asOfMicros(), (columns, deal, state, status, row, since, worth) -> {
            if (status != DealPath.OPEN) {
                return;
            }
            var entered = EpochMicros.instant(movedAt(columns.states, deal, state));
            var snoozed = columns.states.snoozedUntil(state);
            visitor.is(
                    columns,
                    deal,
                    state,
                    row,
                    entered,
                    due(row, entered).isAfter(asOf)
                            ? State.FLOWING
                            : snoozed != 0 && LocalDate.ofEpochDay(snoozed).isAfter(today)
                                    ? State.SNOOZED
                                    : State.STALLED);
        });
    }

    private static long movedAt(StateColumns states, int deal, int state) {
        var moved = state;
        while (moved > states.start[deal] && states.direction(moved) == StateColumns.NO_DIRECTION) {
            moved--;
        }
        return states.at[moved];
    }
}
