package dealflow.local.company;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Random choices of a demo company: the same seed makes the same choices on every machine. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        // Its sequence, normal numbers included, is laid down by the class's specification.
        this.random = new Random(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T anyOf(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** One of the options, each as likely as its weight says. */
    <T> T weighted(List<T> options, ToDoubleFunction<T> weight) {
        var point = random.nextDouble() * options.stream().mapToDouble(weight).sum();
        for (var option : options) {
            point -= weight.applyAsDouble(option);
            if (point < 0) {
                return option;
            }
        }
        return options.get(options.size() - 1);
    }

    /** A log-normal number: {@code median} times e to the power of a normal one with deviation {@code sigma}. */
    double around(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** How often something happens that is expected {@code mean} times (Poisson, after Knuth; for small means). */
    int times(double mean) {
        var limit = Math.exp(-mean);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
