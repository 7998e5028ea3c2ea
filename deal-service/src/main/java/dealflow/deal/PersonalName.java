package dealflow.deal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's name, and what stands in its place once it is erased. It is found where it is a whole text and where it stands
 * in one as a word; Chinese, which is written without spaces, anywhere.
 */
record PersonalName(String name, String pseudonym) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;
    private static final Pattern HAN = Pattern.compile(".*\\p{IsHan}.*");

    /** Fields whose values the service itself gives, or a pipeline: a name that reads like one of them takes none away. */
    private static final Set<String> NOBODY = Set.of(
            "id",
            "dealId",
            "pipeline",
            "stage",
            "status",
            "direction",
            "fromStage",
            "toStage",
            "skipped",
            "signal",
            "currency",
            "state",
            "verdict",
            "type",
            "item",
            "key",
            "milestone",
            "occurredAt",
            "recordedAt");

    PersonalName {
        if (name == null || name.isBlank() || name.length() < SHORTEST || name.length() > LONGEST) {
            throw new InvalidFieldException("name", "has %d to %d characters".formatted(SHORTEST, LONGEST));
        }
    }

    private Pattern pattern() {
        var word = Pattern.quote(name);
        return HAN.matcher(name).matches()
                ? Pattern.compile(word)
                : Pattern.compile("(?<![\\p{L}\\p{N}_])" + word + "(?![\\p{L}\\p{N}_])");
    }

    /** The text with the pseudonym in place of the name; null stays null. */
    String erasedFrom(String text) {
        return text == null ? null : pattern().matcher(text).replaceAll(Matcher.quoteReplacement(pseudonym));
    }

    /** The same for every text in some JSON. */
    String erasedFromJson(String json) {
        try {
            return JSON.writeValueAsString(erasedFrom(JSON.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode erasedFrom(JsonNode node) {
        if (node instanceof TextNode text) {
            return TextNode.valueOf(erasedFrom(text.textValue()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(field -> !NOBODY.contains(field.getKey()))
                    .forEach(field -> field.setValue(erasedFrom(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, erasedFrom(array.get(i)));
            }
        }
        return node;
    }

    /** What finds JSON that may hold it, for LIKE. */
    String like() {
        try {
            var quoted = JSON.writeValueAsString(name);
            return "%" + quoted.substring(1, quoted.length() - 1).replaceAll("[%_\\\\]", "\\\\$0") + "%";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
