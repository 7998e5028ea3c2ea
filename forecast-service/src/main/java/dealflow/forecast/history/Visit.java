package dealflow.forecast.history;

/**
 * A deal's stay in a stage, in days since the epoch in the pipeline's time zone.
 *
 * @param stage from 0, in the pipeline's order of funnel stages
 * @param left the day it left; {@link #OPEN} while it is there
 * @param to the stage it went to, or {@code Hazards.won()} or {@code Hazards.lost()}; of no meaning while open
 */
public record Visit(int stage, int entered, int left, int to) {

    public static final int OPEN = Integer.MAX_VALUE;

    public boolean open() {
        return left == OPEN;
    }
}
