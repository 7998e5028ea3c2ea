package dealflow.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.local.company.Company;
import dealflow.local.company.DemoDeals;
import dealflow.local.company.People;
import dealflow.local.company.WorkingTime;
import dealflow.local.login.Role;
import dealflow.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Loads the demo company through the API as anyone would load their own data, and shows what the services make of it. */
public final class Demo {

    static final String PIPELINE = "demo";
    private static final String TEMPLATE = "buyer-aligned-7";
    /** From one sign that they get on to the next. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MONTHS = 12;
    private static final int TARGET = 420_000;
    private static final int TARGET_GROWTH = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;
    private final long seed;
    private final Consumer<String> report;
    private final Api deals;

    public Demo(LocalStack stack, long seed, Consumer<String> report) {
        this.stack = stack;
        this.seed = seed;
        this.report = report;
        this.deals = new Api(stack.deals().api(), stack.token(Role.OPS));
    }

    /** Loads what is not loaded yet, and returns the tables. */
    public List<String> load() {
        var until = until();
        if (!deals.exists("/pipelines/" + PIPELINE)) {
            deals.post(
                    "/pipelines",
                    JSON.createObjectNode()
                            .put("key", PIPELINE)
                            .put("template", TEMPLATE)
                            .put("currency", DemoDeals.CURRENCY)
                            .put("timeZone", WorkingTime.ZONE.getId()));
        }
        if (!deals.exists("/fields/incoterm")) {
            deals.put("/fields/incoterm", DemoDeals.incoterm(PIPELINE));
        }
        if (!deals.exists("/teams/" + DemoDeals.DIVISION)) {
            DemoDeals.teams(until.minusYears(3)).forEach((key, team) -> deals.put("/teams/" + key, team));
        }
        var lines = new DemoDeals(PIPELINE, seed, until).generate();
        importDeals(lines);
        var answers = new DemoReport(stack, until);
        awaitStatistics(answers, lines);
        setTargets(until);
        return answers.lines();
    }

    private void importDeals(List<ObjectNode> lines) {
        try {
            var file = Files.write(
                    stack.folder().path().resolve("demo.ndjson"),
                    lines.stream().map(JsonNode::toString).toList());
            var job = deals.post("/imports", "application/x-ndjson", BodyPublishers.ofFile(file));
            while (job.path("status").asText().equals("RUNNING")) {
                pause();
                job = deals.get("/imports/" + job.path("id").asText());
                report.accept("demo: %s of %s deals imported"
                        .formatted(
                                job.path("processed").asText(),
                                job.path("total").asText()));
            }
            if (job.path("errors").asInt() > 0 || !job.path("status").asText().equals("DONE")) {
                throw new IllegalStateException(
                        "The demo's import has errors: see /imports/%s/errors of the deal service"
                                .formatted(job.path("id").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStatistics(DemoReport answers, List<ObjectNode> lines) {
        report.accept("demo: the funnel and forecast services are reading");
        var entered =
                lines.stream().filter(line -> line.path("history").size() > 1).count();
        var won = lines.stream().filter(Demo::won).count();
        // Forecasts of a history that still grows would be fitted once a second, and slow down what is waited for.
        var done = await(answers::entered, entered) && await(answers::won, won);
        // What the funnel service knows was published before now.
        var published = System.currentTimeMillis();
        done = done
                && await(() -> answers.forecastsFreshAsOf().toEpochMilli(), published)
                && await(() -> answers.forecastFreshAsOf().toEpochMilli(), published);
        if (!done) {
            report.accept("demo: they are not done yet; the tables show what they know so far");
        }
    }

    /** What each month is to bring, a little more each time, of all, the division, each team and each person; and a year that begins in April. Unless somebody has set targets. */
    private void setTargets(LocalDate until) {
        var forecasts = new Api(stack.forecasts().api(), stack.token(Role.OPS));
        if (!forecasts.get("/targets/" + PIPELINE).path("items").isEmpty()) {
            return;
        }
        var targets = JSON.createObjectNode();
        var items = targets.putArray("items");
        var sellers = People.sellers();
        for (var month = -MONTHS; month < MONTHS; month++) {
            var period = YearMonth.from(until).plusMonths(month).toString();
            var each = (TARGET + month * TARGET_GROWTH) / sellers.size();
            target(items, period, null, null, each * sellers.size());
            sellers.stream()
                    .collect(Collectors.groupingBy(one -> one.teams().get(0), TreeMap::new, Collectors.counting()))
                    .forEach((team, people) -> target(items, period, team, null, each * people));
            target(
                    items,
                    period,
                    DemoDeals.DIVISION,
                    null,
                    each * sellers.stream().filter(People::isOfDivision).count());
            sellers.forEach(one -> target(items, period, null, one.name(), each));
        }
        forecasts.put("/targets/" + PIPELINE, targets);
        forecasts.put(
                "/fiscal-year",
                JSON.createObjectNode()
                        .put("firstMonth", 4)
                        .put("pattern", "MONTHS")
                        .put("yearName", "ENDS"));
    }

    private static void target(ArrayNode items, String period, String team, String owner, long amount) {
        items.addObject()
                .put("measure", "bookings")
                .put("period", period)
                .put("team", team)
                .put("owner", owner)
                .putObject("amount")
                .put("amount", String.valueOf(amount))
                .put("currency", DemoDeals.CURRENCY);
    }

    /** Waits until a figure is so large, as long as it grows. */
    private static boolean await(LongSupplier figure, long wanted) {
        var last = figure.getAsLong();
        var deadline = Instant.now().plus(PATIENCE);
        while (last < wanted) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause();
            var now = figure.getAsLong();
            if (now > last) {
                last = now;
                deadline = Instant.now().plus(PATIENCE);
            }
        }
        return true;
    }

    private static boolean won(ObjectNode line) {
        var history = line.path("history");
        return history.path(history.size() - 1).path("to").asText().equals("won");
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while loading the demo", e);
        }
    }

    /** Today, or the day of the first load: the same lines again are recognised, and nothing is doubled. */
    private LocalDate until() {
        var file = Company.loadedUntil(stack.folder().path());
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, LocalDate.now(WorkingTime.ZONE).toString());
            }
            return LocalDate.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
