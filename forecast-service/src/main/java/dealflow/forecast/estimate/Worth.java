package dealflow.forecast.estimate;

/** What one deal counts with in a {@link Subpopulation}: its amount, a part of it, or how much of a product it is about. */
public interface Worth {

    /** What an open one is expected to be worth when it is won. */
    double expected();

    /** What is on record of an open one; 0 while it is unknown. */
    double quoted();

    boolean isKnown();

    /** Whether it is so much more than what was won that only a part of it counts for others. */
    boolean isOutlier();

    /** Of a won one what is known; 0 while nobody has said it. */
    double won();

    boolean isWonKnown();

    /** What it tells of deals to come. */
    double ofOthers();
}
