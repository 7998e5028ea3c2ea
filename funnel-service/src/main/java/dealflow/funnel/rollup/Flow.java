package dealflow.funnel.rollup;

import dealflow.funnel.unit.Total;

/**
 * What went in and out over a window, in number and amount, so that it balances: opening + in + reopened + forwardIn +
 * backwardIn + transferredIn − forwardOut − backwardOut − won − lost − returned − transferredOut + repriced = closing.
 *
 * @param won at the amounts that are known of them, like {@code lost}
 * @param repriced changes of amounts, also of what was won or lost, then or later; its count is 0
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

    public static final Flow NOTHING = new Flow(
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING,
            Total.NOTHING);

    /** The left side of the balance. */
    public Total balance() {
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

    /** The sum of several stages. */
    public static Flow sum(Iterable<Flow> flows) {
        var sum = NOTHING;
        for (var flow : flows) {
            sum = sum.plus(flow);
        }
        return sum;
    }

    /** The same with the amounts only of what was won and lost: of all others the amount of each move may be a single deal's. */
    public Flow withoutAmounts() {
        return new Flow(
                opening.withoutAmount(),
                in.withoutAmount(),
                reopened.withoutAmount(),
                forwardIn.withoutAmount(),
                backwardIn.withoutAmount(),
                transferredIn.withoutAmount(),
                forwardOut.withoutAmount(),
                backwardOut.withoutAmount(),
                won,
                lost,
                returned.withoutAmount(),
                transferredOut.withoutAmount(),
                repriced.withoutAmount(),
                closing.withoutAmount());
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
}
