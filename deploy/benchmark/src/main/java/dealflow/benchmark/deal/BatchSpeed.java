package dealflow.benchmark.deal;

import dealflow.benchmark.system.Bench;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How fast many deals are written: new ones as a file and in batches of 500, the same batches again with another amount, and all
 * of them handed to another owner. They are leads, which need no history.
 */
public final class BatchSpeed {

    private static final int BATCH = 500;
    private static final String PIPELINE = "leads";

    private BatchSpeed() {}

    /** @param arguments how many deals; 10,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench()) {
            bench.deals.post(
                    "/pipelines",
                    """
                    {"key":"leads","currency":"USD","timeZone":"UTC","stages":[
                     {"key":"lead","place":"OUTSIDE","buyingPhase":"NEED_FORMATION"},
                     {"key":"a","place":"FUNNEL","buyingPhase":"NEED_FORMATION"}],
                     "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[]}""");
            var began = System.nanoTime();
            var job = bench.deals
                    .post(
                            "/imports",
                            "application/x-ndjson",
                            BodyPublishers.ofString(IntStream.range(0, deals)
                                    .mapToObj(number -> fields("I" + number, 1))
                                    .collect(Collectors.joining("\n"))))
                    .path("id")
                    .asText();
            Bench.await(() ->
                    bench.deals.get("/imports/" + job).path("status").asText().equals("DONE"));
            report("import", began, deals);
            began = System.nanoTime();
            upsert(bench, deals, 1);
            report("new in batches", began, deals);
            began = System.nanoTime();
            upsert(bench, deals, 2);
            report("revised in batches", began, deals);
            began = System.nanoTime();
            transfer(bench);
            report("transferred", began, 2 * deals);
        }
        System.exit(0);
    }

    private static String fields(String key, int amount) {
        return """
                {"externalId":"%s","pipeline":"%s","title":"Deal %1$s","owner":"ann","amount":{"amount":"%d.00","currency":"USD"}}"""
                .formatted(key, PIPELINE, amount);
    }

    private static void upsert(Bench bench, int deals, int amount) {
        for (var first = 0; first < deals; first += BATCH) {
            var items = IntStream.range(first, Math.min(first + BATCH, deals))
                    .mapToObj(number -> "{\"fields\":%s}".formatted(fields("B" + number, amount)))
                    .collect(Collectors.joining(","));
            var answer = bench.deals.post("/deals/batch", "{\"items\":[%s]}".formatted(items));
            if (answer.path("refused").asInt() != 0) {
                throw new IllegalStateException(answer.toString());
            }
        }
    }

    private static void transfer(Bench bench) {
        var id = bench.deals
                .post("/transfers", "{\"from\":\"ann\",\"to\":\"bob\"}")
                .path("id")
                .asText();
        Bench.await(() ->
                bench.deals.get("/transfers/" + id).path("status").asText().equals("DONE"));
    }

    private static void report(String what, long began, int deals) {
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%-20s %,9d deals %7.1f s  %,8.0f deals/s%n", what, deals, seconds, deals / seconds);
    }
}
