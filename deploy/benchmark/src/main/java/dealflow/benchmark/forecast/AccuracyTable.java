package dealflow.benchmark.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Scores of one kind of forecast by how far it looked ahead, beside the simpler methods. */
final class AccuracyTable {

    private final ForecastScore[] open;
    private final ForecastScore[] total;
    private final ForecastScore togetherOpen = new ForecastScore();
    private final ForecastScore together = new ForecastScore();
    private final ForecastScore last = new ForecastScore();
    private final ForecastScore mean = new ForecastScore();
    private final ForecastScore pooled = new ForecastScore();

    /** @param ahead how many periods are looked ahead */
    AccuracyTable(int ahead) {
        open = scores(ahead + 1);
        total = scores(ahead + 1);
    }

    private static ForecastScore[] scores(int count) {
        var scores = new ForecastScore[count];
        Arrays.setAll(scores, i -> new ForecastScore());
        return scores;
    }

    /** @param cameOpen of the deals open at the origin; NaN where that is not asked */
    void add(int ahead, JsonNode period, double cameOpen, double came) {
        for (var at : new int[] {0, ahead}) {
            if (!Double.isNaN(cameOpen)) {
                open[at].add(period.path("open"), cameOpen);
            }
            total[at].add(period.path("total"), came);
        }
        last.add(period.path("baselines").path("lastPeriod").asDouble(), came);
        mean.add(period.path("baselines").path("meanOfThree").asDouble(), came);
    }

    void together(JsonNode sum, double cameOpen, double came) {
        if (!Double.isNaN(cameOpen)) {
            togetherOpen.add(sum.path("open"), cameOpen);
        }
        together.add(sum.path("total"), came);
    }

    /** Counts in what p10 to p90 held. */
    void pool(JsonNode period, double came) {
        pooled.add(period.path("total"), came);
    }

    void print() {
        System.out.println("                  forecasts   open: WAPE   bias  p10-p90   total: WAPE   bias  p10-p90");
        for (var ahead = 1; ahead < total.length; ahead++) {
            print(ahead + " ahead", open[ahead], total[ahead]);
        }
        print("1-4 ahead", open[0], total[0]);
        print("1-3 together", togetherOpen, together);
        System.out.printf("%-20s %6s %24s %10s %s%n", "last period", last.count(), "", "", last);
        System.out.printf("%-20s %6s %24s %10s %s%n", "mean of three", mean.count(), "", "", mean);
        System.out.printf("%-20s %6s %24s %10s %s%n", "with origins between", pooled.count(), "", "", pooled);
    }

    private static void print(String what, ForecastScore open, ForecastScore total) {
        System.out.printf(
                "%-20s %6d %24s %10s %s%n", what, total.count(), open.count() == 0 ? "" : open.toString(), "", total);
    }
}
