package dealflow.console.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What the funnel and the forecast service answer, as they answer it. */
final class Statistics {

    /** Of the forecasts that were kept, the latest: one a day, and those that somebody asked for. */
    private static final int KEPT = 200;

    private Statistics() {}

    static ObjectNode funnel(Question question) {
        return question.funnels("/funnels/" + question.step("pipeline")
                + question.query("from", "to", "owner", "team", "product", "source", "region"));
    }

    static ObjectNode forecast(Question question) {
        return question.forecasts("/forecasts/" + question.step("pipeline")
                + question.query(
                        "measure",
                        "interval",
                        "periods",
                        "from",
                        "by",
                        "owner",
                        "team",
                        "product",
                        "source",
                        "region"));
    }

    static ObjectNode quantities(Question question) {
        return question.forecasts("/forecasts/" + question.step("pipeline") + "/quantities"
                + question.query("interval", "periods", "from", "owner", "team", "product", "source", "region"));
    }

    static ObjectNode attainment(Question question) {
        return question.forecasts("/forecasts/" + question.step("pipeline") + "/attainment/" + question.step("period")
                + question.query("measure", "by", "owner", "team", "product", "source", "region"));
    }

    static ObjectNode receivables(Question question) {
        return question.forecasts("/forecasts/" + question.step("pipeline") + "/receivables"
                + question.query("owner", "team", "product", "source", "region"));
    }

    /** From the last forecast that was kept by one day to the last that was kept by another, unless given the latest. */
    static ObjectNode changes(Question question) {
        var path = "/forecasts/" + question.step("pipeline");
        var kept = question.forecasts(path + "/snapshots?limit=" + KEPT).withArray("items");
        var to = last(kept, snapshot -> !question.has("to") || day(snapshot).compareTo(question.text("to")) <= 0);
        var from = last(kept, snapshot -> day(snapshot).compareTo(question.text("from")) <= 0);
        if (from == null || to == null || from == to) {
            throw new RefusedException(noneToCompare(kept));
        }
        var answer = question.forecasts("%s/changes?from=%s&to=%s%s"
                .formatted(
                        path,
                        from.path("id").asText(),
                        to.path("id").asText(),
                        question.query("period", "measure").replace('?', '&')));
        return answer.put("fromDay", day(from)).put("toDay", day(to));
    }

    /** The latest come first. */
    private static JsonNode last(Iterable<JsonNode> kept, Predicate<JsonNode> condition) {
        return StreamSupport.stream(kept.spliterator(), false)
                .filter(condition)
                .findFirst()
                .orElse(null);
    }

    private static String day(JsonNode snapshot) {
        var daily = snapshot.path("daily");
        return daily.isTextual()
                ? daily.asText()
                : Instant.parse(snapshot.path("asOf").asText())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
    }

    private static ObjectNode noneToCompare(JsonNode kept) {
        var problem = JsonNodeFactory.instance.objectNode().put("title", "Nothing to compare");
        return kept.isEmpty()
                ? problem.put("detail", "No forecast has been kept yet; one is kept each day")
                : problem.put(
                        "detail",
                        "These two days have not two kept forecasts; there are some from %s to %s"
                                .formatted(day(kept.get(kept.size() - 1)), day(kept.get(0))));
    }
}
