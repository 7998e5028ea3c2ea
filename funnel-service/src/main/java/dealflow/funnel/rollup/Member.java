package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;

/** Told of each deal of a cohort. */
public interface Member {

    /**
     * @param state its last one by {@code until}
     * @param segment the one that it belongs to at {@code asOf}, be it after {@code until}
     */
    public void is(DealColumns columns, int deal, int state, int segment, long until);
}
