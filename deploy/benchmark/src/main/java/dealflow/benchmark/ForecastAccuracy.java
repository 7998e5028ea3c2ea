package dealflow.benchmark;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good the forecasts are on other people's deals: rolling origin over the running services, each question asked as of its
 * origin, so that only what was known then can be used; beside the simpler methods of the same answers.
 */
public final class ForecastAccuracy {

    private static final int AHEAD = 4;

    private ForecastAccuracy() {}

    public static void main(String[] arguments) {
        try (var bench = new Bench()) {
            measure(
                    bench,
                    SharedHistories.loans(),
                    List.of("a-submitted", "a-preaccepted", "a-accepted", "o-sent", "o-sent-back"),
                    "EUR",
                    ZoneId.of("Europe/Amsterdam"),
                    "week",
                    weeks(LocalDate.of(2011, 11, 7), LocalDate.of(2011, 12, 26)),
                    LocalDate.of(2012, 1, 2),
                    "open <= 16, total <= 19, bias within 5");
            measure(
                    bench,
                    SharedHistories.sparkle(),
                    List.of("in-progress"),
                    "USD",
                    ZoneId.of("UTC"),
                    "month",
                    months(LocalDate.of(2017, 6, 1), LocalDate.of(2017, 12, 1)),
                    LocalDate.of(2018, 1, 1),
                    "open <= 28, total <= 34; three months together <= 10 / <= 20");
        }
        System.exit(0);
    }

    private static void measure(
            Bench bench,
            SharedHistories.Histories deals,
            List<String> stages,
            String currency,
            ZoneId zone,
            String interval,
            List<LocalDate> origins,
            LocalDate end,
            String wanted) {
        importDeals(bench, deals, stages, currency, zone);
        var open = new ForecastScore[AHEAD + 1];
        var total = new ForecastScore[AHEAD + 1];
        for (var i = 0; i <= AHEAD; i++) {
            open[i] = new ForecastScore();
            total[i] = new ForecastScore();
        }
        var together = new ForecastScore();
        var togetherOpen = new ForecastScore();
        var last = new ForecastScore();
        var mean = new ForecastScore();
        var began = System.nanoTime();
        for (var origin : origins) {
            var answer = bench.forecasts.get("/forecasts/%s?interval=%s&from=%s&periods=%d&asOf=%s"
                    .formatted(
                            deals.pipeline(),
                            interval,
                            origin,
                            AHEAD,
                            // The last moment before the origin: what happens at midnight belongs to the new day.
                            origin.atStartOfDay(zone).toInstant().minusMillis(1)));
            for (var ahead = 1; ahead <= AHEAD; ahead++) {
                var period = answer.path("periods").get(ahead - 1);
                var from = LocalDate.parse(period.path("from").asText());
                var to = LocalDate.parse(period.path("to").asText());
                if (to.isAfter(end)) {
                    break;
                }
                var cameOpen = deals.won(from, to, origin);
                var came = deals.won(from, to, LocalDate.MAX);
                for (var at : new int[] {0, ahead}) {
                    open[at].add(period.path("open"), cameOpen);
                    total[at].add(period.path("total"), came);
                }
                last.add(period.path("baselines").path("lastPeriod").asDouble(), came);
                mean.add(period.path("baselines").path("meanOfThree").asDouble(), came);
                if (ahead == 3) {
                    var sum = answer.path("cumulative").get(2);
                    together.add(sum.path("total"), deals.won(origin, to, LocalDate.MAX));
                    togetherOpen.add(sum.path("open"), deals.won(origin, to, origin));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s by %s, %d origins from %s, %d forecasts, %.1f s; to reach: %s%n",
                deals.pipeline(),
                interval,
                origins.size(),
                origins.get(0),
                total[0].count(),
                (System.nanoTime() - began) / 1e9,
                wanted);
        System.out.println("                        open: WAPE   bias  p10-p90   total: WAPE   bias  p10-p90");
        for (var ahead = 1; ahead <= AHEAD; ahead++) {
            print(ahead + " ahead", open[ahead], total[ahead]);
        }
        print("1-4 ahead", open[0], total[0]);
        print("1-3 together", togetherOpen, together);
        System.out.printf("%-55s %s%n", "last period", last);
        System.out.printf("%-55s %s%n", "mean of three", mean);
    }

    private static void print(String what, ForecastScore open, ForecastScore total) {
        System.out.printf("%-28s %s %8s %s%n", what, open, "", total);
    }

    private static void importDeals(
            Bench bench, SharedHistories.Histories deals, List<String> stages, String currency, ZoneId zone) {
        bench.deals.post("/pipelines", Bench.definition(deals.pipeline(), stages, currency, zone));
        var lines = String.join("\n", deals.lines());
        var job = bench.deals
                .post("/imports", "application/x-ndjson", BodyPublishers.ofString(lines))
                .path("id")
                .asText();
        Bench.await(() ->
                !bench.deals.get("/imports/" + job).path("status").asText().equals("RUNNING"));
        var imported = bench.deals.get("/imports/" + job);
        if (imported.path("imported").asInt() != deals.lines().size()) {
            throw new IllegalStateException("not everything was imported: " + imported);
        }
        Bench.await(() -> bench.number(bench.stack.deals(), "SELECT count(*) FROM outbox_unpublished") == 0);
        var events = bench.number(bench.stack.deals(), "SELECT sum(version) FROM deal");
        Bench.await(() ->
                bench.number(bench.stack.forecasts(), "SELECT coalesce(sum(sequence), 0) FROM projection.deal_position")
                        >= events);
    }

    private static List<LocalDate> weeks(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1), Period.ofWeeks(1)).toList();
    }

    private static List<LocalDate> months(LocalDate first, LocalDate last) {
        var months = new ArrayList<LocalDate>();
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }
}
