package dealflow.funnel.company;

import dealflow.consumer.company.Conversion;
import dealflow.contract.pipeline.Stage.BuyingPhase;
import dealflow.funnel.company.PhaseFunnel.PhaseRow;
import dealflow.funnel.company.PhaseFunnel.PhaseWinRate;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.CohortSums;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.unit.Total;
import java.util.ArrayList;
import java.util.List;

/**
 * A funnel by buying phase as numbers that add up over pipelines, in one currency.
 *
 * @param decided won and lost in the window, whenever they entered
 * @param toWin how many of those that entered will have been won, as expected
 */
public record PhaseCounts(
        Total entered,
        Total won,
        Total lost,
        Total open,
        Total returned,
        List<Phase> phases,
        Decided decided,
        Expected toWin) {

    /**
     * @param openOfPrevious of those that reached the phase before, how many are open and may still reach this one
     * @param openOfEntered the same of those that entered
     */
    public record Phase(
            BuyingPhase phase,
            Total capacity,
            Total reached,
            Total lostHere,
            long openOfPrevious,
            long openOfEntered,
            Expected fromPrevious,
            Expected fromEntry) {

        private Phase plus(Phase other) {
            return new Phase(
                    phase,
                    capacity.plus(other.capacity),
                    reached.plus(other.reached),
                    lostHere.plus(other.lostHere),
                    openOfPrevious + other.openOfPrevious,
                    openOfEntered + other.openOfEntered,
                    fromPrevious.plus(other.fromPrevious),
                    fromEntry.plus(other.fromEntry));
        }
    }

    public record Decided(Total won, Total lost) {}

    /** How many of some deals will have come to an end: pipelines are strata, and a share of all is the mean of theirs by size. */
    public record Expected(double number, double of) {

        static Expected share(double share, long deals) {
            return Double.isNaN(share) || deals == 0 ? new Expected(0, 0) : new Expected(share * deals, deals);
        }

        private Expected plus(Expected other) {
            return new Expected(number + other.number, of + other.of);
        }

        private double share() {
            return of == 0 ? Double.NaN : number / of;
        }
    }

    public static PhaseCounts of(Question question, Conversion rate) {
        var cohort = new Cohort(question).sums();
        var capacity = new Capacity(question);
        var phases = new Phases(question.pipeline());
        var rows = new ArrayList<Phase>();
        for (var phase : Phases.ALL) {
            rows.add(phase(phase, phases, cohort, capacity, rate));
        }
        return new PhaseCounts(
                in(rate, cohort.entered()),
                in(rate, cohort.with(DealPath.WON)),
                in(rate, cohort.with(DealPath.LOST)),
                in(rate, cohort.with(DealPath.OPEN)),
                in(rate, cohort.with(DealPath.LEAD)),
                rows,
                new Decided(in(rate, capacity.won()), in(rate, capacity.lost())),
                Expected.share(cohort.expectedToWin(), cohort.entered().count()));
    }

    private static Phase phase(
            BuyingPhase phase, Phases phases, CohortSums cohort, Capacity capacity, Conversion rate) {
        var isFirst = phase.ordinal() == 0;
        var row = phases.first(phase);
        var before = isFirst ? -1 : phases.first(Phases.ALL.get(phase.ordinal() - 1));
        var standing = Total.NOTHING;
        var lost = Total.NOTHING;
        for (var own = 0; own < phases.rows(); own++) {
            if (phases.of(own) == phase) {
                standing = standing.plus(capacity.capacity(own));
                lost = lost.plus(cohort.lostIn(own));
            }
        }
        return new Phase(
                phase,
                in(rate, standing),
                in(rate, cohort.reached(row)),
                in(rate, lost),
                cohort.openShortOf(row, before),
                cohort.openShortOf(row, -1),
                isFirst
                        ? new Expected(0, 0)
                        : Expected.share(
                                onward(cohort, phases, before, row),
                                cohort.reached(before).count()),
                isFirst
                        ? new Expected(0, 0)
                        : Expected.share(
                                fromEntry(cohort, phases, row), cohort.entered().count()));
    }

    private static double fromEntry(CohortSums cohort, Phases phases, int row) {
        if (row == 0) {
            return cohort.reached(0).count() / (double) cohort.entered().count();
        }
        return row == phases.rows() ? cohort.expectedToWin() : cohort.expectedFromEntry(row);
    }

    /** From the row of one phase to that of the next: step by step, as if what is to come did not depend on what was. */
    private static double onward(CohortSums cohort, Phases phases, int from, int to) {
        var share = 1.0;
        for (var row = from + 1; row <= Math.min(to, phases.rows() - 1); row++) {
            share *= cohort.expectedFromPrevious(row);
        }
        if (to < phases.rows() || from == to) {
            return share;
        }
        var last = fromEntry(cohort, phases, phases.rows() - 1);
        return last <= 0 ? Double.NaN : share * Math.min(1, cohort.expectedToWin() / last);
    }

    private static Total in(Conversion rate, Total total) {
        return new Total(total.count(), rate.of(total.amount()));
    }

    public PhaseCounts plus(PhaseCounts other) {
        var sums = new ArrayList<Phase>();
        for (var i = 0; i < phases.size(); i++) {
            sums.add(phases.get(i).plus(other.phases.get(i)));
        }
        return new PhaseCounts(
                entered.plus(other.entered),
                won.plus(other.won),
                lost.plus(other.lost),
                open.plus(other.open),
                returned.plus(other.returned),
                sums,
                new Decided(decided.won.plus(other.decided.won), decided.lost.plus(other.decided.lost)),
                toWin.plus(other.toWin));
    }

    /** @param minimum the smallest sample that gives a rate */
    public PhaseFunnel funnel(int minimum) {
        var rows = new ArrayList<PhaseRow>();
        for (var i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            var before = i == 0 ? entered : phases.get(i - 1).reached;
            rows.add(new PhaseRow(
                    phase.phase,
                    phase.capacity,
                    phase.reached,
                    Rate.of(phase.reached.count(), before.count(), phase.openOfPrevious, minimum)
                            .expecting(phase.fromPrevious.share()),
                    Rate.of(phase.reached.count(), entered.count(), phase.openOfEntered, minimum)
                            .expecting(phase.fromEntry.share()),
                    phase.lostHere));
        }
        var all = decided.won.plus(decided.lost);
        return new PhaseFunnel(
                entered,
                won,
                lost,
                open,
                returned,
                rows,
                new PhaseWinRate(
                        Rate.of(decided.won.count(), all.count(), 0, minimum),
                        Rate.ofAmount(decided.won.amount(), all.amount(), all.count(), minimum),
                        Rate.of(won.count(), entered.count(), open.count(), minimum)
                                .expecting(toWin.share())),
                null);
    }
}
