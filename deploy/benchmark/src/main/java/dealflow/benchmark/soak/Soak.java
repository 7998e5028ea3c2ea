package dealflow.benchmark.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Client;
import dealflow.local.login.Role;
import dealflow.local.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * Ordinary load, and one poison of each kind a minute: nothing stops, nothing is lost, and every number is what the accepted
 * changes alone come to. Ends with 1 if anything was otherwise.
 */
public final class Soak {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofSeconds(15);
    private static final String LEAD =
            "{\"key\":\"lead\",\"names\":{\"en\":\"Lead\"},\"place\":\"OUTSIDE\",\"buyingPhase\":\"NEED_FORMATION\"},";
    private static final Pattern USED = Pattern.compile("heap\\s+.*?used (\\d+)K");

    private final Bench bench;
    private final Map<String, String> wrong = new ConcurrentSkipListMap<>();
    private final Set<String> told = new TreeSet<>();
    private final SoakLedger ledger = new SoakLedger();
    private final SoakLoad load;
    private final Poisons poisons;

    private Soak(Bench bench) {
        this.bench = bench;
        this.load = new SoakLoad(bench, ledger, wrong);
        this.poisons = new Poisons(bench, wrong);
    }

    /** @param arguments how many minutes; 60 unless given */
    public static void main(String[] arguments) throws Exception {
        var minutes = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        boolean well;
        try (var bench = new Bench()) {
            well = new Soak(bench).run(minutes);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run(int minutes) throws Exception {
        bench.deals.post(
                "/pipelines",
                Bench.definition(SoakLoad.PIPELINE, List.of(Bench.STAGES), "USD", ZoneOffset.UTC)
                        .replace("\"lossReasons\":[]", "\"lossReasons\":[\"other\"]")
                        .replace("\"stages\":[", "\"stages\":[" + LEAD));
        load.importLines();
        Bench.await(this::caughtUp);
        load.begin();
        var before = new LinkedHashMap<String, Long>();
        var began = Instant.now();
        // On a busy machine a round may take longer; the whole does not.
        for (var minute = 1; Instant.now().isBefore(began.plus(MINUTE.multipliedBy(minutes))); minute++) {
            var end = Instant.now().plus(MINUTE);
            load.importLines();
            poisons.round(Duration.between(Instant.now(), end).multipliedBy(9).dividedBy(10));
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));
            if (minute == 1) {
                // What is compiled and kept once is there by now.
                before.putAll(liveHeap());
            }
            System.out.printf(
                    "minute %d: %d changes, %d events streamed, %d questions, by status %s, poisons by status %s, %d kinds of wrong%n",
                    minute,
                    ledger.changes(),
                    load.streamed(),
                    load.questions(),
                    load.caller().statuses(),
                    poisons.caller().statuses(),
                    wrong.size());
            tell();
        }
        poisons.end();
        load.end();
        Bench.await(this::caughtUp);
        rest();
        check();
        report(before);
        return wrong.isEmpty();
    }

    private void report(Map<String, Long> before) {
        load.times()
                .forEach((what, times) -> System.out.printf(
                        "%-10s asked each second, %4d times: p50 %7.1f ms, p99 %7.1f ms, longest %7.1f ms%n",
                        what, times.count(), times.at(0.5), times.at(0.99), times.at(1)));
        liveHeap()
                .forEach((what, live) -> System.out.printf(
                        "%-16s live heap after a full collection: %d MB after a minute, %d MB at the end%n",
                        what, before.get(what), live));
        poisons.outcomes().forEach((kind, outcomes) -> System.out.printf("  %-42s %s%n", kind, outcomes));
        System.out.printf("%d changes were sent again since a connection had ended%n", load.lost());
        tell();
        System.out.println(wrong.isEmpty() ? "Nothing was wrong." : wrong.size() + " kinds of wrong.");
    }

    /** What was wrong and is not told yet. */
    private void tell() {
        wrong.forEach((what, how) -> {
            if (told.add(what)) {
                System.out.printf("  wrong: %s%n      %s%n", what, how.substring(0, Math.min(600, how.length())));
            }
        });
    }

    /** Whether everything recorded is published, and in both projections' answers. */
    private boolean caughtUp() {
        var now = Instant.now().toString();
        if (bench.number(bench.stack.deals(), "SELECT count(*) FROM outbox_unpublished") > 0) {
            return false;
        }
        Bench.await(() -> fresh(bench.funnels, "/funnels/" + SoakLoad.PIPELINE).compareTo(now) > 0);
        Bench.await(
                () -> fresh(bench.forecasts, "/forecasts/" + SoakLoad.PIPELINE).compareTo(now) > 0);
        return true;
    }

    private static String fresh(Client client, String path) {
        try {
            return client.get(path).path("dataFreshAsOf").asText();
        } catch (IllegalStateException notYet) {
            return "";
        }
    }

    /** Nobody asks any more, so that nobody works: a request that never ends would take a processor. */
    private void rest() throws InterruptedException {
        var before = work();
        Thread.sleep(REST.toMillis());
        work().forEach((what, spent) -> {
            var seconds = spent.minus(before.get(what)).toMillis() / 1000.0;
            System.out.printf(
                    "%-16s worked for %.1f s of a processor in %d s in which nobody asked%n",
                    what, seconds, REST.toSeconds());
            if (seconds > REST.toSeconds() / 3.0) {
                wrong.put(what + " goes on working", seconds + " s of a processor");
            }
        });
    }

    private Map<String, Duration> work() {
        var work = new LinkedHashMap<String, Duration>();
        for (var service : services()) {
            work.put(
                    service.name(),
                    service.process().orElseThrow().info().totalCpuDuration().orElseThrow());
        }
        return work;
    }

    private void check() {
        for (var service : services()) {
            equal(service.name() + " is ready", 200, status(service));
            if (!service.alive()) {
                wrong.put(service.name() + " has ended", "");
            }
        }
        for (var service : List.of(bench.stack.funnels(), bench.stack.forecasts())) {
            equal("parked deals of the " + service.name(), poisons.parked(), parked(service));
        }
        feed();
        numbers();
    }

    /** For operations to see. */
    private TreeSet<String> parked(Service service) {
        var client = new Client(service.api(), bench.stack.token(Role.OPS));
        var parked = new TreeSet<String>();
        for (var path = "/parked-deals"; path != null; ) {
            var page = client.get(path);
            page.path("items").forEach(deal -> parked.add(deal.path("dealId").asText()));
            path = page.path("next").isTextual()
                    ? "/parked-deals?cursor=" + page.path("next").asText()
                    : null;
        }
        return parked;
    }

    /** Every accepted change is in the feed, each once. */
    private void feed() {
        var sequences = new HashMap<String, TreeSet<Long>>();
        var events = 0;
        var names = new HashMap<String, String>();
        for (String after = ""; after != null; ) {
            var page = bench.deals.get(
                    "/events?limit=500&pipeline=" + SoakLoad.PIPELINE + (after.isEmpty() ? "" : "&after=" + after));
            for (var event : page.path("items")) {
                if (!event.path("data").has("sequence")) {
                    // Of the pipeline itself.
                    continue;
                }
                events++;
                var deal = event.path("data").path("deal");
                var external = deal.path("externalId");
                var key = external.isTextual()
                        ? external.asText()
                        : event.path("subject").asText();
                names.put(event.path("subject").asText(), key);
                if (!sequences
                        .computeIfAbsent(key, any -> new TreeSet<>())
                        .add(event.path("data").path("sequence").asLong())) {
                    wrong.putIfAbsent("an event is in the feed twice", event.toString());
                }
            }
            after = page.path("more").asBoolean() || !page.path("items").isEmpty()
                    ? page.path("next").asText()
                    : null;
        }
        var last = new TreeMap<String, Long>();
        sequences.forEach((deal, numbers) -> {
            last.put(deal, numbers.last());
            equal("events of " + deal + " without a gap", (long) numbers.size(), numbers.last());
        });
        equal("the last event of each deal in the feed", ledger.versions(), last);
        System.out.printf("%d events in the feed, %d of them streamed%n", events, load.streamed());
    }

    private void numbers() {
        var funnel = bench.funnels.get("/funnels/" + SoakLoad.PIPELINE + "?from=2000-01-01&to="
                + LocalDate.now(ZoneOffset.UTC).plusDays(1));
        var stages = new TreeMap<String, String>();
        for (var stage : funnel.path("stages")) {
            put(stages, stage.path("stage").asText(), stage.path("capacity"));
        }
        put(stages, "won", funnel.path("won"));
        put(stages, "lost", funnel.path("lost"));
        equal("the funnel", ledger.stages(), stages);

        var today = LocalDate.now(ZoneOffset.UTC);
        var forecast = bench.forecasts.get("/forecasts/" + SoakLoad.PIPELINE + "?interval=month&periods=3&from="
                + today.minusMonths(2).withDayOfMonth(1));
        var closed = forecast.path("cumulative").path(2).path("closed");
        equal(
                "won by the forecast",
                ledger.stages().get("won"),
                closed.path("count").asText() + "/" + closed.path("amount").asText());
        equal(
                "open in the forecast",
                ledger.openBeforeToday(),
                forecast.path("model").path("openDeals").asInt());

        var listed = 0;
        var poisoned = 0;
        for (String next = ""; next != null; ) {
            var page = bench.deals.get(
                    "/deals?limit=500&pipeline=" + SoakLoad.PIPELINE + (next.isEmpty() ? "" : "&cursor=" + next));
            for (var deal : page.path("items")) {
                listed++;
                poisoned += deal.path("owner").asText().equals("poison") ? 1 : 0;
            }
            next = page.path("next").isTextual() ? page.path("next").asText() : null;
        }
        equal("deals in the list", ledger.versions().size(), listed);
        equal("poisoned deals in the list", 0, poisoned);
    }

    private static void put(Map<String, String> stages, String stage, JsonNode total) {
        if (total.path("count").asInt() > 0) {
            stages.put(
                    stage,
                    total.path("count").asText() + "/" + total.path("amount").asText());
        }
    }

    private void equal(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            var differ = expected instanceof Map<?, ?> map && found instanceof Map<?, ?> other
                    ? difference(map, other)
                    : "expected " + expected + ", found " + found;
            wrong.put(what, differ);
        }
    }

    private static String difference(Map<?, ?> expected, Map<?, ?> found) {
        var keys = new TreeSet<String>();
        expected.keySet().forEach(key -> keys.add(key.toString()));
        found.keySet().forEach(key -> keys.add(key.toString()));
        keys.removeIf(key -> expected.containsKey(key) && expected.get(key).equals(found.get(key)));
        return keys.stream()
                .limit(10)
                .map(key -> "%s: expected %s, found %s".formatted(key, expected.get(key), found.get(key)))
                .toList()
                .toString();
    }

    private List<Service> services() {
        return List.of(bench.stack.deals(), bench.stack.funnels(), bench.stack.forecasts());
    }

    private static int status(Service service) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(service.health() + "/ready"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In megabytes, what is left when all garbage was looked for. */
    private Map<String, Long> liveHeap() {
        var live = new LinkedHashMap<String, Long>();
        for (var service : services()) {
            var pid = service.process().orElseThrow().pid();
            jcmd(pid, "GC.run");
            var info = USED.matcher(jcmd(pid, "GC.heap_info"));
            live.put(service.name(), info.find() ? Long.parseLong(info.group(1)) >> 10 : -1);
        }
        return live;
    }

    private static String jcmd(long pid, String command) {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var asked = new ProcessBuilder(jcmd, String.valueOf(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
