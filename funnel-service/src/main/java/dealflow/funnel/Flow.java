package dealflow.funnel;

import dealflow.contract.Direction;
import dealflow.contract.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What went in and out over a window, in number and amount, so that it balances: opening + in + reopened + forwardIn +
 * backwardIn + transferredIn − forwardOut − backwardOut − won − lost − returned − transferredOut + repriced = closing.
 *
 * @param repriced changes of amounts; its count is 0
 */
public record Flow(
        Total opening,
        Total in,
        Total reopened,
        Total forwardIn,
        Total backwardIn,
        Total transferredIn,
        Total forwardOut,
        Total backwardOut,
        Total won,
        Total lost,
        Total returned,
        Total transferredOut,
        Total repriced,
        Total closing) {

    /** The left side of the balance. */
    Total balance() {
        return opening.plus(in)
                .plus(reopened)
                .plus(forwardIn)
                .plus(backwardIn)
                .plus(transferredIn)
                .minus(forwardOut)
                .minus(backwardOut)
                .minus(won)
                .minus(lost)
                .minus(returned)
                .minus(transferredOut)
                .plus(repriced);
    }

    /**
     * The flow of each stage over {@code [from, to)}.
     *
     * @param matches which states count; a deal that comes to match is transferred in, one that ceases to, out
     */
    static Map<String, Flow> byStage(List<Life> lives, Instant from, Instant to, Predicate<DealState> matches) {
        var stages = new TreeMap<String, Builder>();
        for (var life : lives) {
            DealState before = null;
            for (var state : life.states()) {
                if (!state.at().isBefore(to)) {
                    break;
                }
                if (!state.at().isBefore(from)) {
                    step(stages, counted(before, matches), counted(state, matches), before, state);
                }
                before = state;
            }
            life.before(from)
                    .filter(state -> counted(state, matches))
                    .ifPresent(state -> cell(stages, state).opening = add(cell(stages, state).opening, state));
            life.before(to)
                    .filter(state -> counted(state, matches))
                    .ifPresent(state -> cell(stages, state).closing = add(cell(stages, state).closing, state));
        }
        var flows = new TreeMap<String, Flow>();
        stages.forEach((stage, builder) -> flows.put(stage, builder.build()));
        return flows;
    }

    /** The sum of several stages. */
    static Flow sum(Iterable<Flow> flows) {
        var sum = new Builder().build();
        for (var flow : flows) {
            sum = sum.plus(flow);
        }
        return sum;
    }

    private Flow plus(Flow other) {
        return new Flow(
                opening.plus(other.opening),
                in.plus(other.in),
                reopened.plus(other.reopened),
                forwardIn.plus(other.forwardIn),
                backwardIn.plus(other.backwardIn),
                transferredIn.plus(other.transferredIn),
                forwardOut.plus(other.forwardOut),
                backwardOut.plus(other.backwardOut),
                won.plus(other.won),
                lost.plus(other.lost),
                returned.plus(other.returned),
                transferredOut.plus(other.transferredOut),
                repriced.plus(other.repriced),
                closing.plus(other.closing));
    }

    private static boolean counted(DealState state, Predicate<DealState> matches) {
        return state != null && state.inFunnel() && matches.test(state);
    }

    private static void step(
            Map<String, Builder> stages, boolean wasIn, boolean isIn, DealState before, DealState after) {
        if (wasIn && isIn) {
            within(cell(stages, before), cell(stages, after), before, after);
        } else if (isIn) {
            var cell = cell(stages, after);
            if (before != null && before.inFunnel()) {
                cell.transferredIn = add(cell.transferredIn, after);
            } else if (after.direction() == Direction.REOPENED) {
                cell.reopened = add(cell.reopened, after);
            } else {
                cell.in = add(cell.in, after);
            }
        } else if (wasIn) {
            var cell = cell(stages, before);
            if (after.inFunnel()) {
                cell.transferredOut = add(cell.transferredOut, before);
            } else if (after.status() == Status.WON) {
                cell.won = add(cell.won, before);
            } else if (after.status() == Status.LOST) {
                cell.lost = add(cell.lost, before);
            } else {
                cell.returned = add(cell.returned, before);
            }
        }
    }

    private static void within(Builder from, Builder to, DealState before, DealState after) {
        if (!before.stage().equals(after.stage())) {
            if (after.direction() == Direction.BACKWARD) {
                from.backwardOut = add(from.backwardOut, before);
                to.backwardIn = add(to.backwardIn, before);
            } else {
                from.forwardOut = add(from.forwardOut, before);
                to.forwardIn = add(to.forwardIn, before);
            }
        }
        var change = after.amountOrZero().subtract(before.amountOrZero());
        to.repriced = to.repriced.plus(0, change);
    }

    private static Builder cell(Map<String, Builder> stages, DealState state) {
        return stages.computeIfAbsent(state.stage(), stage -> new Builder());
    }

    private static Total add(Total total, DealState state) {
        BigDecimal amount = state.amountOrZero();
        return total.plus(1, amount);
    }

    private static final class Builder {
        private Total opening = Total.NOTHING;
        private Total in = Total.NOTHING;
        private Total reopened = Total.NOTHING;
        private Total forwardIn = Total.NOTHING;
        private Total backwardIn = Total.NOTHING;
        private Total transferredIn = Total.NOTHING;
        private Total forwardOut = Total.NOTHING;
        private Total backwardOut = Total.NOTHING;
        private Total won = Total.NOTHING;
        private Total lost = Total.NOTHING;
        private Total returned = Total.NOTHING;
        private Total transferredOut = Total.NOTHING;
        private Total repriced = Total.NOTHING;
        private Total closing = Total.NOTHING;

        private Flow build() {
            return new Flow(
                    opening,
                    in,
                    reopened,
                    forwardIn,
                    backwardIn,
                    transferredIn,
                    forwardOut,
                    backwardOut,
                    won,
                    lost,
                    returned,
                    transferredOut,
                    repriced,
                    closing);
        }
    }
}
