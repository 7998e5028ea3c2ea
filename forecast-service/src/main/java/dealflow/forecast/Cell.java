package dealflow.forecast;

/**
 * Deals that the model does not tell apart: one population.
 *
 * @param stage from 0, in the pipeline's order of funnel stages
 * @param age days in the stage at the start of today
 * @param entryAge days since the funnel was entered
 * @param segment whose deals: an index that {@link People} gives out
 * @param size how large they are: a class of {@link Sizes}
 */
record Cell(int stage, int age, int entryAge, int segment, int size) {}
