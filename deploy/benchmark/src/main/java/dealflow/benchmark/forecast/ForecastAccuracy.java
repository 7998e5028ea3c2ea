package dealflow.benchmark.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import dealflow.benchmark.system.Bench;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * How good the forecasts are on other people's deals: rolling origin over the running services, each question asked as of its
 * origin, so that only what was known then can be used; beside the simpler methods of the same answers.
 */
public final class ForecastAccuracy {

    private static final int AHEAD = 4;
    private static final LocalDate LOANS_END = LocalDate.of(2012, 1, 2);
    private static final LocalDate SPARKLE_END = LocalDate.of(2018, 1, 1);

    private final Bench bench;
    private final SharedHistories.Histories deals;
    private final ZoneId zone;

    private ForecastAccuracy(Bench bench, SharedHistories.Histories deals, ZoneId zone) {
        this.bench = bench;
        this.deals = deals;
        this.zone = zone;
    }

    public static void main(String[] arguments) {
        try (var bench = new Bench()) {
            var loans = new ForecastAccuracy(bench, SharedHistories.loans(), ZoneId.of("Europe/Amsterdam"));
            loans.importDeals(List.of("a-submitted", "a-preaccepted", "a-accepted", "o-sent", "o-sent-back"), "EUR");
            loans.measure(
                    "bookings",
                    "week",
                    days(LocalDate.of(2011, 11, 7), LOANS_END)
                            .filter(day ->
                                    day.getDayOfWeek() == DayOfWeek.MONDAY || day.getDayOfWeek() == DayOfWeek.THURSDAY)
                            .toList(),
                    LOANS_END,
                    "open <= 16, total <= 19, bias within 5");
            var sparkle = new ForecastAccuracy(bench, SharedHistories.sparkle(), ZoneId.of("UTC"));
            sparkle.importDeals(List.of("in-progress"), "USD");
            var origins = days(LocalDate.of(2017, 5, 1), SPARKLE_END)
                    .filter(day -> day.getDayOfMonth() == 1 || day.getDayOfMonth() == 11 || day.getDayOfMonth() == 21)
                    .toList();
            var fromJune =
                    origins.stream().filter(day -> day.getMonthValue() >= 6).toList();
            sparkle.measure(
                    "bookings",
                    "month",
                    fromJune,
                    SPARKLE_END,
                    "open <= 28, total <= 34; three months together <= 10 / <= 20");
            sparkle.cohorts();
            sparkle.measure("receipts", "month", fromJune, SPARKLE_END, "1 ahead <= 10, 1-4 ahead <= 22");
        }
        System.exit(0);
    }

    /** Origins at the beginning of a period make the table; the others stand beside them in the count of what p10 to p90 held. */
    private void measure(String measure, String interval, List<LocalDate> origins, LocalDate end, String wanted) {
        var table = new AccuracyTable(AHEAD);
        for (var origin : origins) {
            var answer = forecast(measure, interval, origin);
            var first =
                    LocalDate.parse(answer.path("periods").get(0).path("from").asText());
            var begins = first.equals(origin);
            for (var ahead = 1; ahead <= AHEAD; ahead++) {
                // Of a period that has begun, only the ones after it are whole.
                var index = begins ? ahead - 1 : ahead;
                var period = answer.path("periods").get(index);
                var from = LocalDate.parse(period.path("from").asText());
                var to = LocalDate.parse(period.path("to").asText());
                if (to.isAfter(end)) {
                    break;
                }
                var receipts = measure.equals("receipts");
                var came = receipts ? deals.paid(from, to) : deals.won(from, to, LocalDate.MAX);
                table.pool(period, came);
                if (begins) {
                    var cameOpen = receipts ? Double.NaN : deals.won(from, to, origin);
                    table.add(ahead, period, cameOpen, came);
                    if (ahead == 3) {
                        table.together(
                                answer.path("cumulative").get(2),
                                receipts ? Double.NaN : deals.won(origin, to, origin),
                                receipts ? deals.paid(origin, to) : deals.won(origin, to, LocalDate.MAX));
                    }
                }
            }
        }
        System.out.printf("%n%s, %s by %s; to reach: %s%n", deals.pipeline(), measure, interval, wanted);
        table.print();
    }

    private JsonNode forecast(String measure, String interval, LocalDate origin) {
        return bench.forecasts.get("/forecasts/%s?measure=%s&interval=%s&from=%s&periods=%d&asOf=%s"
                .formatted(deals.pipeline(), measure, interval, origin, AHEAD + 1, justBefore(origin)));
    }

    /** The manual's question: what begins in half a month, how much of it is won by the end of the fourth month after? */
    private void cohorts() {
        System.out.printf("%n%s, cohorts of half a month; to reach: <= 12, <= 6, <= 4%n", deals.pipeline());
        for (var later : new int[] {0, 30, 60}) {
            var score = new ForecastScore();
            for (var month = LocalDate.of(2017, 4, 1);
                    !month.plusMonths(5).isAfter(SPARKLE_END);
                    month = month.plusMonths(1)) {
                var middle = month.withDayOfMonth(16);
                var until = month.plusMonths(5);
                for (var half : List.of(List.of(month, middle), List.of(middle, month.plusMonths(1)))) {
                    var answer = bench.forecasts.get("/forecasts/%s/cohort?enteredFrom=%s&enteredTo=%s&until=%s&asOf=%s"
                            .formatted(
                                    deals.pipeline(),
                                    half.get(0),
                                    half.get(1),
                                    until,
                                    justBefore(half.get(1).plusDays(later))));
                    score.add(answer.path("total"), deals.wonOfCohort(half.get(0), half.get(1), until));
                }
            }
            System.out.printf("asked %2d days after its end, %d cohorts %28s %s%n", later, score.count(), "", score);
        }
    }

    /** The last moment before a day: what happens at midnight belongs to the new day. */
    private Instant justBefore(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().minusMillis(1);
    }

    private void importDeals(List<String> stages, String currency) {
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
        var published = Instant.now();
        Bench.await(() -> dataFreshAsOf().isAfter(published));
    }

    private Instant dataFreshAsOf() {
        var fresh = bench.forecasts
                .get("/forecasts/%s?periods=1".formatted(deals.pipeline()))
                .path("dataFreshAsOf")
                .asText("");
        return fresh.isEmpty() || fresh.equals("null") ? Instant.EPOCH : Instant.parse(fresh);
    }

    private static Stream<LocalDate> days(LocalDate first, LocalDate end) {
        return first.datesUntil(end);
    }
}
