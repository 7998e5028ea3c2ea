package dealflow.forecast.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Logarithms of numbers between 0 and 1 by lot: the same ones, in the same order, for all who draw with one seed. For one thread. */
public final class UniformLogs {

    private final SplittableRandom random;
    private double[] drawn = new double[256];
    private int count;

    public UniformLogs(long seed) {
        random = new SplittableRandom(seed);
    }

    double at(int number) {
        while (count <= number) {
            if (count == drawn.length) {
                drawn = Arrays.copyOf(drawn, 2 * count);
            }
            // What is subtracted from 1 has no more digits than the difference.
            drawn[count++] = Math.log(1 - random.nextDouble());
        }
        return drawn[number];
    }
}
