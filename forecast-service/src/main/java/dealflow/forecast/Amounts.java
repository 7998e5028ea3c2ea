package dealflow.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stands in for unknown amounts: the mean of the product's known ones, or of all; 0 where none is known. */
final class Amounts {

    private final Map<String, double[]> byProduct = new HashMap<>();
    private final double[] overall = new double[2];
    private int missing;

    Amounts(List<Life> lives) {
        for (var life : lives) {
            if (Double.isNaN(life.amount())) {
                missing++;
            } else {
                add(overall, life.amount());
                add(byProduct.computeIfAbsent(product(life), key -> new double[2]), life.amount());
            }
        }
    }

    int missing() {
        return missing;
    }

    List<Life> complete(List<Life> lives) {
        return lives.stream()
                .map(life -> Double.isNaN(life.amount()) ? life.withAmount(mean(life)) : life)
                .toList();
    }

    private double mean(Life life) {
        var known = byProduct.getOrDefault(product(life), overall);
        return known[1] == 0 ? 0 : known[0] / known[1];
    }

    private static String product(Life life) {
        return Objects.requireNonNullElse(life.labels().product(), "");
    }

    private static void add(double[] sum, double amount) {
        sum[0] += amount;
        sum[1]++;
    }
}
