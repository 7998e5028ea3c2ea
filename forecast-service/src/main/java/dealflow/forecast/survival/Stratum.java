package dealflow.forecast.survival;

import dealflow.forecast.load.Spread;
import java.util.Comparator;

/**
 * Deals that the model does not tell apart: one population.
 *
 * @param stage from 0, in the pipeline's order of funnel stages
 * @param age days in the stage at the start of today
 * @param entryAge days since the funnel was entered
 * @param segment whose deals: an index that {@code People} gives out
 * @param size how large they are: a class of {@code Sizes}
 * @param dating when they are expected to close: a class of {@code CloseDates}; 0 where that does not count
 */
public record Stratum(int stage, int age, int entryAge, int segment, int size, int dating) {

    public static final Comparator<Stratum> ORDER = Comparator.comparingInt(Stratum::stage)
            .thenComparingInt(Stratum::age)
            .thenComparingInt(Stratum::entryAge)
            .thenComparingInt(Stratum::segment)
            .thenComparingInt(Stratum::size)
            .thenComparingInt(Stratum::dating);

    public Stratum(int stage, int age, int entryAge, int segment, int size) {
        this(stage, age, entryAge, segment, size, 0);
    }

    @Override
    public int hashCode() {
        return Spread.of(stage, age, entryAge, segment, size, dating);
    }

    public Stratum dated(int dating) {
        return new Stratum(stage, age, entryAge, segment, size, dating);
    }
}
