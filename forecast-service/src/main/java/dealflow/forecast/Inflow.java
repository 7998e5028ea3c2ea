package dealflow.forecast;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many deals begin per day from today on, by the stage they begin in. */
final class Inflow {

    private final Collection<Arrivals> arrivals;

    private Inflow(Collection<Arrivals> arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Deals that begin in one stage.
     *
     * @param rate deals per day
     * @param amount the mean of their amounts
     * @param square the mean of the squares of their amounts
     */
    record Arrivals(int stage, int segment, double rate, double amount, double square) {}

    /** The weighted mean rate of the days seen; recent days weigh more. */
    static Inflow estimate(List<Life> lives, People people, int today, double halfLife) {
        var first = lives.stream()
                .mapToInt(Life::enteredDay)
                .filter(day -> day >= 0)
                .min()
                .orElse(today);
        var decay = Math.pow(0.5, 1 / halfLife);
        var weights = (1 - Math.pow(decay, today - first)) / (1 - decay);
        Map<Cell, Population.Sum> sums = new HashMap<>();
        for (var life : lives) {
            if (life.enteredDay() >= 0 && life.enteredDay() < today) {
                var cell = new Cell(life.visits().get(0).stage(), 0, 0, people.segment(life.labels()));
                sums.computeIfAbsent(cell, key -> new Population.Sum())
                        .add(life.amount(), Math.pow(decay, today - 1 - life.enteredDay()) / weights);
            }
        }
        return new Inflow(sums.entrySet().stream()
                .map(entry -> {
                    var sum = entry.getValue();
                    return new Arrivals(
                            entry.getKey().stage(),
                            entry.getKey().segment(),
                            sum.count(),
                            sum.amount() / sum.count(),
                            sum.square() / sum.count());
                })
                .toList());
    }

    Collection<Arrivals> arrivals() {
        return arrivals;
    }
}
