package dealflow.benchmark.deal;

import dealflow.benchmark.system.Bench;
import dealflow.local.stack.Service;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * How fast whole histories come in: from the first byte of the file to the end of the import, of publishing, and of both
 * projections; beside what PostgreSQL and Kafka alone take for the same rows and messages.
 */
public final class ImportSpeed {

    private static final int MOVES = 5;
    private static final Instant BEGIN = Instant.parse("2025-01-06T08:00:00Z");

    private ImportSpeed() {}

    /** @param arguments how many deals; 100,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        var file = file(deals);
        try (var bench = new Bench()) {
            run(bench, file, deals);
            Limits.of(bench).print(deals * MOVES);
        } finally {
            Files.delete(file);
        }
        System.exit(0);
    }

    private static void run(Bench bench, Path file, int deals) throws IOException {
        var events = deals * (MOVES + 1L);
        System.out.printf(
                "%,d deals, %,d moves, %,d events, %,d bytes%n", deals, deals * MOVES, events, Files.size(file));
        var before = bench.processorSeconds();
        var began = System.nanoTime();
        var job = bench.deals
                .post("/imports", "application/x-ndjson", BodyPublishers.ofFile(file))
                .path("id")
                .asText();
        report("file accepted", began, deals);
        Bench.await(() ->
                !bench.deals.get("/imports/" + job).path("status").asText().equals("RUNNING"));
        report("import done", began, deals);
        Bench.await(() -> bench.number(bench.stack.deals(), "SELECT count(*) FROM outbox_unpublished") == 0);
        report("published", began, deals);
        // The two catch up side by side; each is noted when it is seen.
        var funnels = new Thread(() -> {
            Bench.await(() -> applied(bench, bench.stack.funnels()) >= events);
            report("funnel caught up", began, deals);
        });
        funnels.start();
        Bench.await(() -> applied(bench, bench.stack.forecasts()) >= events);
        report("forecast caught up", began, deals);
        try {
            funnels.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bench.printProcessorSecondsSince(before);
    }

    private static long applied(Bench bench, Service service) {
        return bench.number(service, "SELECT coalesce(sum(sequence), 0) FROM projection.deal_position");
    }

    private static void report(String what, long began, int deals) {
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%-20s %7.1f s  %,8.0f moves/s%n", what, seconds, deals * MOVES / seconds);
    }

    private static Path file(int deals) throws IOException {
        var file = Files.createTempFile("dealflow-benchmark", ".ndjson");
        var random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (var i = 0; i < deals; i++) {
                var at = BEGIN.plus(random.nextInt(300 * 24 * 60), ChronoUnit.MINUTES);
                var history = new StringBuilder();
                for (var to : new String[] {"a", "b", "c", "d", "e", random.nextInt(4) == 0 ? "won" : "lost"}) {
                    history.append(history.isEmpty() ? "" : ",")
                            .append("{\"to\":\"%s\",\"at\":\"%s\"}".formatted(to, at));
                    at = at.plus(1 + random.nextInt(20 * 24 * 60), ChronoUnit.MINUTES);
                }
                out.write(
                        """
                        {"externalId":"B%d","pipeline":"bench","title":"Deal %d","customer":{"name":"Customer %d"},\
                        "owner":"rep%d","team":"team%d","amount":{"amount":"%d.00","currency":"USD"},"history":[%s]}
                        """
                                .formatted(i, i, i % 5000, i % 20, i % 4, 100 + random.nextInt(90_000), history));
            }
        }
        return file;
    }
}
