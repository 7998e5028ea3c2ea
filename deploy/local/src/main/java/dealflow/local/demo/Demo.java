package dealflow.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.local.LocalStack;
import dealflow.local.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Loads the demo company through the API as anyone would load their own data, and shows what the services make of it. */
public final class Demo {

    static final String PIPELINE = "demo";
    private static final String TEMPLATE = "buyer-aligned-7";

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

    public void load() {
        var until = until();
        if (!deals.exists("/pipelines/" + PIPELINE)) {
            deals.post(
                    "/pipelines",
                    new ObjectMapper()
                            .createObjectNode()
                            .put("key", PIPELINE)
                            .put("template", TEMPLATE)
                            .put("currency", DemoDeals.CURRENCY)
                            .put("timeZone", WorkingTime.ZONE.getId()));
        }
        importDeals(until);
        new DemoReport(stack, until, report).print();
    }

    private void importDeals(LocalDate until) {
        var lines = new DemoDeals(PIPELINE, seed, until).generate();
        var file = stack.folder().path().resolve("demo.ndjson");
        try {
            Files.write(file, lines.stream().map(JsonNode::toString).toList());
            var job = deals.post("/imports", "application/x-ndjson", BodyPublishers.ofFile(file));
            await(job.path("id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String id) {
        while (true) {
            var job = deals.get("/imports/" + id);
            report.accept("demo: %s of %s deals imported"
                    .formatted(job.path("processed").asText(), job.path("total").asText("?")));
            if (!job.path("finishedAt").isMissingNode()
                    && !job.path("finishedAt").isNull()) {
                return;
            }
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Today, or the day of the first load: the same lines again are recognised, and nothing is doubled. */
    private LocalDate until() {
        Path file = stack.folder().path().resolve("demo-until");
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
