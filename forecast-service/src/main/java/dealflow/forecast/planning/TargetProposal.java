package dealflow.forecast.planning;

import dealflow.forecast.survival.Shrinkage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides a target among people by what they brought in former periods, drawn toward the equal part as far as differences may be chance.
 *
 * @param people by name
 * @param orders how many all of them brought
 * @param equal whether these are too few to tell people apart
 */
record TargetProposal(List<Part> people, int orders, boolean equal) {

    /**
     * What one has brought.
     *
     * @param present the share of the former periods since the first deal; 0 for who is new
     * @param count how many orders, or deals that entered
     * @param amount what they are worth, and {@code squares} the sum of the squares of that; of numbers of deals both are the count
     */
    record Former(String owner, String team, double present, int count, double amount, double squares) {}

    /**
     * @param raw what was brought by what all alike would have, in the same time; null for who is new
     * @param shrunk the same, drawn toward 1
     */
    record Part(Former former, Double raw, double shrunk, BigDecimal part) {}

    /**
     * @param minimum of so many orders people are told apart; of fewer all have the equal part
     * @param unit that parts are rounded to
     */
    static TargetProposal of(List<Former> all, BigDecimal total, BigDecimal unit, int minimum) {
        var people = all.stream().sorted(Comparator.comparing(Former::owner)).toList();
        var orders = people.stream().mapToInt(Former::count).sum();
        var present = people.stream().mapToDouble(Former::present).sum();
        var amount = people.stream().mapToDouble(Former::amount).sum();
        var squares = people.stream().mapToDouble(Former::squares).sum();
        // Amounts that come independently vary by the sum of their squares (compound Poisson): in these units as counts
        // do.
        var typical = amount <= 0 ? 1 : squares / amount;
        var seen = people.stream().mapToDouble(one -> one.amount() / typical).toArray();
        var expected = people.stream()
                .mapToDouble(one -> present == 0 ? 0 : amount / typical * one.present() / present)
                .toArray();
        var equal = orders < minimum || present == 0;
        var shrunk = equal ? ones(people.size()) : Shrinkage.ratios(seen, expected);
        // Who is new has the equal part, whatever the others' factors come to.
        var there = IntStream.range(0, people.size())
                .filter(i -> people.get(i).present() > 0)
                .toArray();
        var sum = Arrays.stream(there).mapToDouble(i -> shrunk[i]).sum();
        var weights = ones(people.size());
        for (var i : there) {
            weights[i] = sum == 0 ? 1 : shrunk[i] * there.length / sum;
        }
        var parts = Apportionment.of(total, weights, unit);
        return new TargetProposal(
                IntStream.range(0, people.size())
                        .mapToObj(i -> new Part(
                                people.get(i),
                                expected[i] == 0 ? null : Double.valueOf(seen[i] / expected[i]),
                                weights[i],
                                parts.get(i)))
                        .toList(),
                orders,
                equal);
    }

    private static double[] ones(int count) {
        var ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
