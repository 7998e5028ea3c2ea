package dealflow.forecast.estimate;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Visit;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Forked;
import dealflow.forecast.survival.Hazards;
import java.util.List;
import java.util.function.Function;

/** Wins seen and wins expected from the hazards of the same deals on the same days: where the two differ is news. */
final class ObservedAndExpected {

    private final Function<DealHistory, Hazards> own;
    private final int from;
    private final int until;

    /**
     * @param own the hazards of a deal
     * @param from the first day on which departures were recorded
     * @param until the first day not known
     */
    ObservedAndExpected(Function<DealHistory, Hazards> own, int from, int until) {
        this.own = own;
        this.from = from;
        this.until = until;
    }

    /** {@code [0]} seen and {@code [1]} expected, by day from {@code from} on. */
    double[][] byDay(List<DealHistory> lives) {
        return Forked.many(lives, this::among, ObservedAndExpected::plus);
    }

    private static double[][] plus(double[][] sums, double[][] more) {
        for (var i = 0; i < sums.length; i++) {
            for (var day = 0; day < sums[i].length; day++) {
                sums[i][day] += more[i][day];
            }
        }
        return sums;
    }

    private double[][] among(List<DealHistory> lives) {
        var result = new double[2][Math.max(0, until - from)];
        for (var deal : Deadline.over(lives)) {
            var hazards = own.apply(deal);
            for (var visit : deal.visits()) {
                var end = Math.min(visit.left(), until - 1);
                var chances = hazards.of(visit.stage(), hazards.won());
                for (var day = Math.max(visit.entered(), from); day <= end; day++) {
                    result[1][day - from] += chances[Math.min(day - visit.entered(), chances.length - 1)];
                }
                if (visit.to() == hazards.won() && visit.left() >= from && visit.left() < until) {
                    result[0][visit.left() - from]++;
                }
            }
        }
        return result;
    }

    /** {@code [0]} seen and {@code [1]} expected of one deal in one of its visits. */
    double[] of(DealHistory deal, Visit visit) {
        var result = new double[2];
        var hazards = own.apply(deal);
        var end = Math.min(visit.left(), until - 1);
        var begin = Math.max(visit.entered(), from);
        if (begin <= end) {
            result[1] = hazards.wins(visit.stage(), begin - visit.entered(), end + 1 - visit.entered());
        }
        if (visit.to() == hazards.won() && visit.left() >= from && visit.left() < until) {
            result[0]++;
        }
        return result;
    }
}
