package dealflow.acceptance.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What in a JSON Schema breaks those who know its released version. One check for events and APIs, whose documents (OpenAPI 3.1) have
 * JSON Schemas too, since the known tools judge only the latter, most of them up to OpenAPI 3.0.
 */
final class SchemaChanges {

    /** Who depends on a schema. */
    enum Use {
        /** Readers: what was always there stays so. */
        ANSWER,
        /** Writers: nothing more is demanded of them. */
        REQUEST,
        /** Both: events are read by others, and those of years ago are still read by us. */
        RECORDED
    }

    private static final List<String> FIXED_IN_ANSWERS = List.of("format", "const");
    private static final List<String> FIXED = List.of("format", "pattern", "const", "minLength", "minimum", "maximum");

    private final Use use;
    private final UnaryOperator<JsonNode> before;
    private final UnaryOperator<JsonNode> after;
    private final Set<String> seen = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param before follows a {@code $ref} in the released document, until there is none
     * @param after the same in today's
     */
    SchemaChanges(Use use, UnaryOperator<JsonNode> before, UnaryOperator<JsonNode> after) {
        this.use = use;
        this.before = before;
        this.after = after;
    }

    List<String> between(JsonNode released, JsonNode today, String where) {
        compare(released, today, where);
        return problems;
    }

    private void compare(JsonNode releasedSchema, JsonNode todaysSchema, String where) {
        var named = reference(releasedSchema);
        // A schema that names itself, or is named in many places, is looked at once.
        if (!named.isEmpty() && !seen.add(named + " " + reference(todaysSchema))) {
            return;
        }
        var released = plain(releasedSchema, before);
        var today = plain(todaysSchema, after);
        var types = words(released.path("type"));
        if (use == Use.ANSWER && !words(today.path("type")).contains("null")) {
            // What is never null any more surprises no reader.
            types.remove("null");
        }
        if (!types.equals(words(today.path("type")))) {
            problem(where, "was %s, is %s".formatted(released.path("type"), today.path("type")));
        }
        for (var keyword : use == Use.ANSWER ? FIXED_IN_ANSWERS : FIXED) {
            if (!released.path(keyword).equals(today.path(keyword))) {
                problem(where, "%s was %s, is %s".formatted(keyword, released.path(keyword), today.path(keyword)));
            }
        }
        if (!released.path("enum").isMissingNode() || use != Use.ANSWER) {
            var lost = words(released.path("enum"));
            lost.removeAll(words(today.path("enum")));
            if (!lost.isEmpty() && today.has("enum")) {
                problem(where, "has no longer the values " + lost);
            }
            if (use != Use.ANSWER && !released.has("enum") && today.has("enum")) {
                problem(where, "takes only some values now");
            }
        }
        required(released, today, where);
        released.path("properties").properties().forEach(property -> {
            var name = property.getKey();
            if (today.path("properties").has(name)) {
                compare(property.getValue(), today.path("properties").get(name), where + "." + name);
            } else {
                problem(where + "." + name, "is gone");
            }
        });
        for (var inner : List.of("items", "additionalProperties")) {
            if (released.path(inner).isObject()) {
                compare(released.get(inner), today.path(inner), where + "[]");
            }
        }
        for (var several : List.of("allOf", "anyOf", "oneOf")) {
            if (released.path(several).size() != today.path(several).size()
                    && !isOneMoreKind(several, released, today)) {
                problem(
                        where,
                        "%s had %d parts, has %d"
                                .formatted(
                                        several,
                                        released.path(several).size(),
                                        today.path(several).size()));
            }
            for (var i = 0;
                    i
                            < Math.min(
                                    released.path(several).size(),
                                    today.path(several).size());
                    i++) {
                compare(released.path(several).get(i), today.path(several).get(i), where);
            }
        }
    }

    /** What an answer may tell of, as a new type of event is; two parts are most often "or null", and no list of kinds. */
    private boolean isOneMoreKind(String several, JsonNode released, JsonNode today) {
        var kinds = released.path(several).size();
        return use == Use.ANSWER
                && several.equals("anyOf")
                && kinds > 2
                && today.path(several).size() > kinds;
    }

    private void required(JsonNode released, JsonNode today, String where) {
        var dropped = words(released.path("required"));
        dropped.removeAll(words(today.path("required")));
        if (use != Use.REQUEST && !dropped.isEmpty()) {
            problem(where, "may be without " + dropped);
        }
        var demanded = words(today.path("required"));
        demanded.removeAll(words(released.path("required")));
        if (use != Use.ANSWER && !demanded.isEmpty()) {
            problem(where, "demands " + demanded);
        }
    }

    /** Two ways to say "or null" are one. */
    private static JsonNode plain(JsonNode schema, UnaryOperator<JsonNode> follow) {
        var found = follow.apply(schema);
        var other = orNull(found);
        if (other == null || !follow.apply(other).has("type")) {
            return found;
        }
        ObjectNode plain = follow.apply(other).deepCopy();
        var types = plain.putArray("type");
        words(follow.apply(other).get("type")).forEach(types::add);
        types.add("null");
        return plain;
    }

    /** The schema that may be null besides, where this is all that is said; else null. */
    private static JsonNode orNull(JsonNode schema) {
        var parts = schema.path("anyOf");
        if (parts.size() != 2) {
            return null;
        }
        for (var i = 0; i < 2; i++) {
            if (parts.get(i).path("type").asText().equals("null")) {
                return parts.get(1 - i);
            }
        }
        return null;
    }

    private static String reference(JsonNode schema) {
        var other = orNull(schema);
        return (other == null ? schema : other).path("$ref").asText();
    }

    private void problem(String where, String what) {
        problems.add(where + " " + what);
    }

    private static Set<String> words(JsonNode list) {
        if (list.isTextual()) {
            return new HashSet<>(Set.of(list.asText()));
        }
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
