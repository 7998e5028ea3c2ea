package dealflow.forecast;

/** An estimator of when the deals of a population are won. */
interface WinTimes {

    /**
     * The chance to be won within so many days from the start of today.
     *
     * @param days may have a fraction, as busy days count more than one; 0 for none
     */
    double wonWithin(Cell cell, double days);
}
