package dealflow.forecast.survival;

/** An estimator of when the deals of a population are won. */
public interface WinTimeModel {

    /**
     * The chance to be won within so many days from the start of today.
     *
     * @param days may have a fraction, as busy days count more than one; 0 for none
     */
    double wonWithin(Stratum stratum, double days);

    /** The stratum without what makes no difference to {@link #wonWithin}, so that alike ones are computed once. */
    default Stratum seen(Stratum stratum) {
        return stratum;
    }
}
