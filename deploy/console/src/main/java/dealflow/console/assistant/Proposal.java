package dealflow.console.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A move that an assistant prepares and a person makes: what it lacks, and the console's page that is filled in with it. */
final class Proposal {

    private static final String NEXT =
            "Nothing was moved and nothing was sent. A person opens this page, checks what is filled in, and moves"
                    + " the deal there.";

    private Proposal() {}

    static ObjectNode of(Question question) {
        var path = "/deals/" + question.step("deal");
        var deal = question.deals(path);
        var moves = question.deals(path + "/transitions").withArray("items");
        var move = move(moves, question.text("to"));
        var pipeline = question.deals(
                "/pipelines/" + Question.encoded(deal.path("pipeline").asText()));

        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("from", deal.get("stage"));
        answer.set("to", move.get("to"));
        answer.set("deal", deal.retain("id", "title", "customer", "owner"));
        answer.set("direction", move.get("direction"));
        var missing = answer.putArray("missing");
        for (var lacking : move.withArray("missing")) {
            var still = still(lacking, question, move, pipeline);
            if (still != null) {
                missing.add(still);
            }
        }
        return answer.put("confirmAt", address(question, path, move)).put("next", NEXT);
    }

    private static ObjectNode move(Iterable<JsonNode> moves, String to) {
        for (var move : moves) {
            if (move.path("to").asText().equals(to)
                    || to.equals("won") && move.path("direction").asText().equals("WON")) {
                return (ObjectNode) move;
            }
        }
        var possible = StreamSupport.stream(moves.spliterator(), false)
                .map(move -> move.path("to").asText())
                .toList();
        throw new RefusedException(JsonNodeFactory.instance
                .objectNode()
                .put("title", "No such move")
                .put(
                        "detail",
                        "This deal cannot go to '%s' from where it stands; it can go to %s".formatted(to, possible)));
    }

    /** What of it the proposal does not bring itself; null if it does. */
    private static JsonNode still(JsonNode lacking, Question question, JsonNode move, JsonNode pipeline) {
        return switch (lacking.path("kind").asText()) {
            case "CONFIRMATION" -> {
                var signals = signals(pipeline, move.path("to").asText());
                var signal = question.text("signal");
                yield !question.has("confirmed_by") || !question.has("signal")
                        ? lacking
                        : unknown("SIGNAL", signal, signals, "'%s' does not confirm this stage; one of %s does");
            }
            case "REASON" -> {
                var known = reasons(pipeline, move.path("direction").asText());
                yield !question.has("reason")
                        ? lacking
                        : unknown(
                                "REASON",
                                question.text("reason"),
                                known,
                                "'%s' is not a reason of this pipeline; use one of %s");
            }
            default -> lacking;
        };
    }

    private static JsonNode unknown(String kind, String given, List<String> known, String message) {
        return known.isEmpty() || known.contains(given)
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", kind)
                        .put("key", given)
                        .put("message", message.formatted(given, known));
    }

    private static List<String> signals(JsonNode pipeline, String to) {
        for (var stage : pipeline.path("stages")) {
            if (stage.path("key").asText().equals(to)) {
                return texts(stage.path("signals"));
            }
        }
        return texts(pipeline.path("won").path("signals"));
    }

    /** Those that a company has listed; else any text is one. */
    private static List<String> reasons(JsonNode pipeline, String direction) {
        return switch (direction) {
            case "WON" -> texts(pipeline.path("winReasons"));
            case "LOST" -> texts(pipeline.path("lossReasons"));
            default -> List.of();
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String address(Question question, String path, JsonNode move) {
        return question.console() + path + "?move="
                + Question.encoded(move.path("to").asText())
                + question.query("confirmed_by", "signal", "reference", "reason")
                        .replace('?', '&')
                        .replace("confirmed_by=", "confirmedBy=");
    }
}
