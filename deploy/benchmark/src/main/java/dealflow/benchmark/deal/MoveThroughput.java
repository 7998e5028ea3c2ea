package dealflow.benchmark.deal;

import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Connection;
import dealflow.benchmark.system.Times;
import dealflow.local.login.Role;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many moves a second {@code POST /deals/{id}/transitions} makes with 1, 8 and 32 clients, beside pgbench running the
 * statements of a move on the same PostgreSQL afterwards, with nothing else on the machine. The ratio says what a move costs
 * beyond its SQL: HTTP, JSON, the token, the rules, and publishing, which goes on beside it. Then once more with 8 clients, and deals that have
 * two lines, a buying committee of three and two own fields.
 */
public final class MoveThroughput {

    private static final int[] CLIENTS = {1, 8, 32};
    private static final int DEALS = 20_000;
    private static final int WARM_UP_SECONDS = 180;
    private static final String FORWARD =
            """
            {"to":"b","confirmation":{"confirmedBy":"Kari Berg","signal":"OTHER","channel":"email","reference":"mail"}}""";
    private static final String WHOLE =
            """
            ,"amountBasis":"STATED","lines":[\
            {"id":"1","product":"lamp","quantity":"10","unitPrice":{"amount":"12.50","currency":"USD"}},\
            {"id":"2","product":"mast","quantity":"5","unitPrice":{"amount":"80.00","currency":"USD"}}],\
            "people":[{"id":"1","name":"Kari Berg","role":"DECIDER","stance":"FOR"},{"id":"2","name":"Nils Dahl","role":"USER"},\
            {"id":"3","name":"Siri Moen","role":"BUYER"}],\
            "fields":{"port":"oslo","note":"By rail from Hamburg"}""";
    private static final String BACKWARD = "{\"to\":\"a\",\"reason\":\"not yet\"}";

    private MoveThroughput() {}

    /** @param processor milliseconds that each move takes of it, by process */
    private record Speed(double perSecond, double p50, double p99, Map<String, Double> processor) {}

    /** @param arguments how many seconds for each number of clients; 20 unless given */
    public static void main(String[] arguments) throws Exception {
        var seconds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench()) {
            bench.stack.funnels().stop();
            bench.stack.forecasts().stop();
            bench.deals.put(
                    "/fields/port",
                    "{\"names\":{\"en\":\"Port\"},\"type\":\"ONE_OF\",\"dimension\":true,\"choices\":[{\"key\":\"oslo\"}]}");
            bench.deals.put("/fields/note", "{\"names\":{\"en\":\"Note\"},\"type\":\"TEXT\"}");
            var deals = open(bench, 'T', "");
            var whole = open(bench, 'W', WHOLE);
            run(bench, deals, 8, WARM_UP_SECONDS);
            var moves = new TreeMap<Integer, Speed>();
            for (var clients : CLIENTS) {
                var speed = run(bench, deals, clients, seconds);
                moves.put(clients, speed);
                print(clients + " clients", speed);
            }
            run(bench, whole, 8, seconds);
            print("8 clients, whole deals", run(bench, whole, 8, seconds));
            print("8 clients, bare ones again", run(bench, deals, 8, seconds));
            System.out.printf(
                    "  %d moves wait to be published%n",
                    bench.number(bench.stack.deals(), "SELECT count(*) FROM outbox_unpublished"));
            bench.stack.deals().stop();
            bench.stack.kafka().stop();
            prepare(bench);
            System.out.println("clients   moves/s    p50 ms    p99 ms   pgbench/s   pgbench ms   ratio");
            for (var clients : CLIENTS) {
                var limit = pgbench(bench, clients, seconds);
                var speed = moves.get(clients);
                System.out.printf(
                        "%7d %9.0f %9.2f %9.2f %11.0f %12.2f %7.2f%n",
                        clients,
                        speed.perSecond(),
                        speed.p50(),
                        speed.p99(),
                        limit,
                        1000.0 * clients / limit,
                        speed.perSecond() / limit);
            }
        }
        System.exit(0);
    }

    private static void print(String what, Speed speed) {
        System.out.printf(
                "  %s: %.0f moves/s, p50 %.2f ms, p99 %.2f ms; ms of a processor a move:",
                what, speed.perSecond(), speed.p50(), speed.p99());
        for (var part : List.of("deal-service", "postgresql", "kafka")) {
            System.out.printf(" %s %.2f", part, speed.processor().get(part));
        }
        System.out.println();
    }

    /** @param more of each deal, as JSON with a comma before it */
    private static List<String> open(Bench bench, char kind, String more) {
        var at = Instant.now().minus(10, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var lines = IntStream.range(0, DEALS)
                .mapToObj(i ->
                        """
                        {"externalId":"%c%d","pipeline":"bench","title":"Deal %d","customer":{"name":"Customer %d"},\
                        "owner":"rep%d","team":"team%d","source":"%1$c","amount":{"amount":"%d.00","currency":"USD"},\
                        "history":[{"to":"a","at":"%s"}]%s}"""
                                .formatted(kind, i, i, i % 500, i % 20, i % 4, 100 + i, at, more))
                .collect(Collectors.joining("\n"));
        var job = bench.deals
                .post("/imports", "application/x-ndjson", BodyPublishers.ofString(lines))
                .path("id")
                .asText();
        Bench.await(() ->
                !bench.deals.get("/imports/" + job).path("status").asText().equals("RUNNING"));
        var ids = new ArrayList<String>();
        for (String next = ""; next != null; ) {
            var page = bench.deals.get(
                    "/deals?pipeline=bench&source=" + kind + "&limit=500" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(deal -> ids.add(deal.path("id").asText()));
            next = page.path("next").isTextual() ? page.path("next").asText() : null;
        }
        Bench.await(() -> bench.number(bench.stack.deals(), "SELECT count(*) FROM outbox_unpublished") == 0);
        return ids;
    }

    private static Speed run(Bench bench, List<String> deals, int clients, int length) {
        var threads = Executors.newFixedThreadPool(clients);
        var used = bench.processorSeconds();
        var began = System.nanoTime();
        var until = began + length * 1_000_000_000L;
        var share = deals.size() / clients;
        var times = IntStream.range(0, clients)
                .mapToObj(client -> CompletableFuture.supplyAsync(
                        () -> move(bench, deals.subList(client * share, (client + 1) * share), until), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .reduce(new Times(), (all, each) -> {
                    all.addAll(each);
                    return all;
                });
        threads.shutdown();
        var perSecond = times.count() / ((System.nanoTime() - began) / 1e9);
        var processor = new TreeMap<String, Double>();
        bench.processorSeconds()
                .forEach((part, seconds) -> processor.put(part, (seconds - used.get(part)) * 1000 / times.count()));
        return new Speed(perSecond, times.at(0.5), times.at(0.99), processor);
    }

    /** Each deal forward and back again, one after another. */
    private static Times move(Bench bench, List<String> deals, long until) {
        var times = new Times();
        try (var connection = new Connection(bench.stack.deals().api(), bench.stack.token(Role.OPS))) {
            for (var i = 0; System.nanoTime() < until; i = (i + 1) % deals.size()) {
                for (var body : List.of(FORWARD, BACKWARD)) {
                    var sent = System.nanoTime();
                    var answer = connection.post("/deals/" + deals.get(i) + "/transitions", body);
                    times.add(System.nanoTime() - sent);
                    if (answer.status() != 200) {
                        throw new IllegalStateException(answer.status() + " " + new String(answer.body()));
                    }
                }
            }
        }
        return times;
    }

    /** Deals that pgbench can name by number, so that finding one costs it no question. */
    private static void prepare(Bench bench) throws Exception {
        try (var connection = bench.connect(bench.stack.deals());
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE FUNCTION numbered(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
                        RETURN ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid""");
            statement.execute(
                    """
                    UPDATE deal SET id = numbered(n), external_id = NULL, sequence = 1
                    FROM (SELECT id AS old, row_number() OVER (ORDER BY id) AS n FROM deal) AS numbers WHERE id = old""");
            statement.execute("TRUNCATE outbox, outbox_unpublished, feed");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static double pgbench(Bench bench, int clients, int seconds) throws IOException, InterruptedException {
        var script = Files.createTempFile("dealflow-move", ".sql");
        try {
            Files.writeString(script, MoveSql.script(DEALS));
            var database = bench.stack.databaseOf(bench.stack.deals());
            var command = new ProcessBuilder(
                    "pgbench",
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=" + Math.min(clients, 2),
                    "--time=" + seconds,
                    "--file=" + script,
                    "--host=127.0.0.1",
                    "--port=" + bench.stack.postgres().port(),
                    "--username=" + database.get(1),
                    database.get(1));
            command.environment().put("PGPASSWORD", database.get(2));
            command.redirectErrorStream(true);
            var process = command.start();
            var output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            var found = Pattern.compile("tps = ([0-9.]+)").matcher(output);
            found.find();
            return Double.parseDouble(found.group(1));
        } catch (IOException e) {
            throw new IOException("pgbench comes with PostgreSQL's own packages (Debian: postgresql)", e);
        } finally {
            Files.delete(script);
        }
    }
}
