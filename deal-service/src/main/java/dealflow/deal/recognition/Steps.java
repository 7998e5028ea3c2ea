package dealflow.deal.recognition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The moves that a row tells of: it was created, it came to the stage that it is in, it was won or lost. */
final class Steps {

    private final Map<Field, String> fields;
    private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();

    private Steps(Map<Field, String> fields) {
        this.fields = fields;
    }

    /**
     * As a mapping's {@code history}.
     *
     * @param words what the words in the stage's column stand for, those that are refused left out
     * @param statuses the same of the status' column
     * @param begins where a deal began that is further now
     */
    static ArrayNode of(
            Map<Field, String> fields,
            Map<String, String> words,
            Map<String, Ending> statuses,
            String begins,
            Stages stages) {
        var made = new Steps(fields);
        var created = fields.get(Field.CREATED);
        var since = fields.get(Field.SINCE);
        var stage = fields.get(Field.STAGE);
        if (stage == null) {
            if (created != null) {
                made.steps.addObject().put("to", begins).put("at", created);
            }
        } else {
            UnaryOperator<String> first = to -> isEnd(to) || since != null && !stages.isOutside(to) ? begins : to;
            made.step(stage, words, created, first, false);
            made.step(
                    stage,
                    words,
                    since,
                    to -> isEnd(to) || created != null && first.apply(to).equals(to) ? null : to,
                    false);
            made.end(stage, words);
        }
        if (fields.containsKey(Field.STATUS)) {
            var ends = new LinkedHashMap<String, String>();
            statuses.forEach((word, status) ->
                    ends.put(word, status == Ending.WON ? Stages.WON : status == Ending.LOST ? Stages.LOST : ""));
            made.end(fields.get(Field.STATUS), ends);
        }
        return made.steps;
    }

    private void end(String column, Map<String, String> words) {
        var closed = fields.get(Field.CLOSED);
        if (fields.containsKey(Field.REASON)) {
            step(column, words, closed, to -> to.equals(Stages.WON) ? to : null, false);
            step(column, words, closed, to -> to.equals(Stages.LOST) ? to : null, true);
        } else {
            step(column, words, closed, to -> isEnd(to) ? to : null, false);
        }
    }

    private static boolean isEnd(String to) {
        return to.equals(Stages.WON) || to.equals(Stages.LOST);
    }

    private void step(
            String column, Map<String, String> words, String at, UnaryOperator<String> choose, boolean withReason) {
        var values = JsonNodeFactory.instance.objectNode();
        words.forEach((word, to) -> values.put(word, choose.apply(to)));
        if (at == null || words.values().stream().map(choose).allMatch(Objects::isNull)) {
            return;
        }
        ObjectNode step = steps.addObject().put("toColumn", column);
        step.set("values", values);
        step.put("at", at);
        if (withReason) {
            step.put("reason", fields.get(Field.REASON));
        }
    }
}
