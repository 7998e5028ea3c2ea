package dealflow.forecast;

/**
 * A deal's stay in a stage, in days since the epoch in the pipeline's time zone.
 *
 * @param stage from 0, in the pipeline's order of funnel stages
 * @param left the day it left; {@link #OPEN} while it is there
 * @param to the stage it went to, or {@link Hazards#won()} or {@link Hazards#lost()}; of no meaning while open
 */
record Visit(int stage, int entered, int left, int to) {

    static final int OPEN = Integer.MAX_VALUE;

    boolean open() {
        return left == OPEN;
    }
}
