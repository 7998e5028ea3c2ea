package dealflow.benchmark.console;

import dealflow.benchmark.system.Bench;
import dealflow.local.stack.LocalStack;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * How soon a page of the console can be used, by somebody who has never been there and by somebody who comes again, and how smoothly
 * a board of many open deals scrolls and is dragged on. Beside the aims; other load on the machine lengthens all but the processor
 * time, so it is printed, too.
 */
public final class ConsoleSpeed {

    private static final String PIPELINE = "speed";
    private static final List<String> STAGES =
            List.of("opportunity", "needs-confirmed", "customer-recognition", "solution-confirmed", "risk-assessment");
    private static final int VISITS = 7;

    private static final double USABLE = 1500;
    private static final double FRAME = 50;
    private static final double SCRIPTS = 300;

    /** A page, and what is on it as soon as it can be used. */
    private record Page(String path, String content) {}

    private static final List<Page> PAGES = List.of(
            new Page("/today", ".today-columns li a"),
            new Page("/funnel", ".figures .card button"),
            new Page("/board", ".board-card button"));

    private ConsoleSpeed() {}

    /** @param arguments how many open deals; 10,000 unless given */
    public static void main(String[] arguments) {
        var open = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench(new LocalStack.Options(false, false, true, List.of()))) {
            company(bench, open);
            var console = bench.stack.console().orElseThrow().address();
            try (var chromium = new Chromium()) {
                chromium.logIn(console, "ops");
                pages(chromium, console);
                board(chromium, console, open);
            }
        } catch (RuntimeException e) {
            // The login's threads would wait for ever.
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void pages(Chromium chromium, URI console) {
        System.out.println(
                "page       visit    usable after ms: median, longest (aim)   the browser's processor ms   requests   script kB (aim)   load");
        for (var page : PAGES) {
            var address = console.resolve(page.path() + "?pipeline=" + PIPELINE);
            // What the services compute once, and their compiler's work, are not the page's.
            chromium.visit(address, page.content(), true);
            for (var isFirst : List.of(true, false)) {
                var visits = new ArrayList<Visit>();
                for (var i = 0; i < VISITS; i++) {
                    visits.add(chromium.visit(address, page.content(), isFirst));
                }
                System.out.printf(
                        "%-10s %-8s %12.0f, %.0f (%.0f) %37.0f %18.0f %10.0f (%.0f) %13.1f%n",
                        page.path(),
                        isFirst ? "first" : "again",
                        median(visits, Visit::usable),
                        visits.stream().mapToDouble(Visit::usable).max().orElseThrow(),
                        USABLE,
                        median(visits, Visit::processor),
                        median(visits, Visit::requests),
                        median(visits, Visit::scripts) / 1000,
                        SCRIPTS,
                        load());
            }
        }
    }

    private static void board(Chromium chromium, URI console, int open) {
        chromium.visit(console.resolve("/board?pipeline=" + PIPELINE), ".board-card button", false);
        var board = new Board(chromium);
        board.awaitCards(open);
        System.out.printf(
                "%,d open deals on the board     frames   ms: median, p95, longest (aim)   processor ms a frame   load%n",
                open);
        print("a column scrolled", board.scroll(1));
        print("all columns scrolled at once", board.scroll(STAGES.size()));
        print("dragged", board.drag());
    }

    private static void print(String what, Board.Frames frames) {
        var lengths = new ArrayList<>(frames.millis());
        Collections.sort(lengths);
        System.out.printf(
                "%-34s %10d %12.1f, %.1f, %.1f (%.0f) %20.1f %13.1f%n",
                what,
                lengths.size(),
                lengths.get(lengths.size() / 2),
                lengths.get((int) (lengths.size() * 0.95)),
                lengths.get(lengths.size() - 1),
                FRAME,
                frames.processor() / lengths.size(),
                load());
    }

    private static double median(List<Visit> visits, ToDoubleFunction<Visit> figure) {
        return visits.stream().mapToDouble(figure).sorted().toArray()[visits.size() / 2];
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Open deals of all stages, and half as many that are decided, so that there is a funnel to show. */
    private static void company(Bench bench, int open) {
        bench.deals.post(
                "/pipelines",
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}"
                        .formatted(PIPELINE));
        var lines = IntStream.range(0, open + open / 2)
                .mapToObj(number -> line(number, number >= open))
                .collect(Collectors.joining("\n"));
        var job = bench.deals
                .post("/imports", "application/x-ndjson", BodyPublishers.ofString(lines))
                .path("id")
                .asText();
        Bench.await(
                () -> bench.deals.get("/imports/" + job).path("status").asText().equals("DONE"));
        if (bench.deals.get("/imports/" + job).path("errors").asInt() > 0) {
            throw new IllegalStateException(
                    bench.deals.get("/imports/" + job + "/errors").toString());
        }
        Bench.await(() -> inFunnel(bench) >= open);
    }

    private static int inFunnel(Bench bench) {
        return StreamSupport.stream(
                        bench.funnels.get("/funnels/" + PIPELINE).path("stages").spliterator(), false)
                .mapToInt(stage -> stage.path("capacity").path("count").asInt())
                .sum();
    }

    private static String line(int number, boolean isDecided) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var entered = now.minus(Duration.ofDays(20 + number * 7919L % 200));
        var reached = number % STAGES.size();
        var history = new ArrayList<String>();
        for (var stage = 0; stage <= reached; stage++) {
            history.add(move(STAGES.get(stage), entered.plus(Duration.ofDays(3L * stage))));
        }
        if (isDecided) {
            history.add(move(reached == STAGES.size() - 1 ? "won" : "lost", entered.plus(Duration.ofDays(18))));
        }
        return """
                {"externalId":"%d","pipeline":"%s","title":"Solar lamps for lot %1$d","customer":{"name":"Customer %d"},"owner":"rep%d",\
                "team":"team%d","product":"product%d","amount":{"amount":"%d.00","currency":"USD"},"expectedCloseOn":"%s","history":[%s]}"""
                .formatted(
                        number,
                        PIPELINE,
                        number % 900,
                        number % 40,
                        number % 40 / 8,
                        number % 7,
                        1000 + number * 31 % 90_000,
                        now.plus(Duration.ofDays(number % 90 - 20)).toString().substring(0, 10),
                        String.join(",", history));
    }

    private static String move(String to, Instant at) {
        return "{\"to\":\"%s\",\"at\":\"%s\"%s}".formatted(to, at, to.equals("lost") ? ",\"reason\":\"price\"" : "");
    }
}
