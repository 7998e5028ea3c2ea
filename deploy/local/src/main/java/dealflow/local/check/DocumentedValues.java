package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a running service against what its API document says of parameters: it takes each value of an enumeration, each word of a pattern of choices, and both bounds
 * of a number, and refuses what is beyond; and of schemas: each says something.
 */
public final class DocumentedValues {

    private static final BigDecimal WIDE = BigDecimal.valueOf(1_000_000);
    private static final Pattern VALUE = Pattern.compile("`(\\w+)`");
    /** Words, and perhaps patterns of more, of which there is one. */
    private static final Pattern CHOICES = Pattern.compile("\\^\\(([^()]*)\\)\\$");

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern MEANING = Pattern.compile("^- `(.+?)`: (.+)$", Pattern.MULTILINE);

    private final URI api;
    private final String token;
    private final Map<String, String> known;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode document;

    /** What is sent for one parameter, to be taken and to be refused. */
    private record Values(List<String> right, List<String> wrong) {}

    /**
     * @param token of somebody who may ask everything
     * @param known by name, the values of parameters that have to be given; by value, the query that has to come with it
     */
    public DocumentedValues(URI api, String token, Map<String, String> known) throws IOException, InterruptedException {
        this.api = api;
        this.token = token;
        this.known = known;
        document = new ObjectMapper()
                .readTree(http.send(
                                HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
    }

    /** Each parameter of a GET that takes other values than the document says, with the value and the answer. */
    public List<String> takenOtherwise() throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        var asked = 0;
        for (var path : document.get("paths").properties()) {
            var operation = path.getValue().path("get");
            if (operation.isMissingNode()
                    || operation.at("/responses/200/content").has("text/event-stream")) {
                continue;
            }
            for (var parameter : operation.path("parameters")) {
                if (parameter.get("in").asText().equals("query")) {
                    var values = values(resolved(parameter.get("schema")));
                    for (var value : values.right) {
                        asked += expect(200, path.getKey(), operation, parameter, value, found);
                    }
                    for (var value : values.wrong) {
                        asked += expect(400, path.getKey(), operation, parameter, value, found);
                    }
                }
            }
        }
        if (asked < 20) {
            found.add("only %d values are documented".formatted(asked));
        }
        return found;
    }

    /** Parameters without a type, or with a default of another type. */
    private List<String> untypedParameters() {
        var found = new ArrayList<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (var parameter : operation.getValue().path("parameters")) {
                    if (!isTyped(parameter.get("schema"))) {
                        found.add("%s %s: %s"
                                .formatted(
                                        operation.getKey(),
                                        path.getKey(),
                                        parameter.get("name").asText()));
                    }
                }
            }
        }
        return found;
    }

    private boolean isTyped(JsonNode schema) {
        var type = resolved(schema).path("type").asText();
        return type.equals("string")
                || !type.isEmpty() && !schema.path("default").isTextual();
    }

    /** Places where anything may stand. */
    private List<String> schemasThatSayNothing() {
        var found = new ArrayList<String>();
        document.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().isEmpty()) {
                found.add(schema.getKey() + " is empty");
            }
            schema.getValue().path("properties").properties().forEach(property -> {
                if (property.getValue().isEmpty()
                        || property.getValue().path("items").isObject()
                                && property.getValue().path("items").isEmpty()) {
                    found.add("%s.%s is empty".formatted(schema.getKey(), property.getKey()));
                }
            });
        });
        return found;
    }

    /** What makes clients bad that are generated from the document: {@link DocumentRules}, and what has no type. */
    public List<String> brokenRules() throws IOException, InterruptedException {
        var found = new ArrayList<>(DocumentRules.broken(api));
        found.addAll(untypedParameters());
        found.addAll(schemasThatSayNothing());
        return found;
    }

    /**
     * Whether each code of a notice has its meaning, and the meanings name the values that notices have.
     *
     * @param codes all that the service knows
     * @return what is not so; none if all is well
     */
    public List<String> noticesOtherwise(List<String> codes) {
        var meanings = meanings("NoticeCode");
        var named = meanings.values().stream()
                .flatMap(meaning -> VALUE.matcher(meaning).results())
                .map(value -> value.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var found = new ArrayList<String>();
        expectSame("codes", codes, enumeration("NoticeCode"), found);
        expectSame("codes with a meaning", codes, List.copyOf(meanings.keySet()), found);
        expectSame("values", List.copyOf(named), List.copyOf(new TreeSet<>(fields("NoticeValues"))), found);
        return found;
    }

    private static void expectSame(String what, List<String> expected, List<String> documented, List<String> found) {
        if (!documented.equals(expected)) {
            found.add("%s: %s are documented instead of %s".formatted(what, documented, expected));
        }
    }

    /** The values of an enumeration of the document. */
    public List<String> enumeration(String schema) {
        return texts(document.at("/components/schemas/" + schema + "/enum"));
    }

    /** What the values of an enumeration mean, by each of them: its description has a line for each. */
    private Map<String, String> meanings(String schema) {
        var meanings = new LinkedHashMap<String, String>();
        MEANING.matcher(document.at("/components/schemas/" + schema + "/description")
                        .asText())
                .results()
                .forEach(line -> meanings.put(line.group(1), line.group(2)));
        return meanings;
    }

    /** The names of the fields of a schema. */
    private List<String> fields(String schema) {
        var names = new ArrayList<String>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private Values values(JsonNode schema) {
        if (schema.has("enum")) {
            return new Values(texts(schema.get("enum")), List.of("nonsense"));
        }
        var choices = CHOICES.matcher(schema.path("pattern").asText());
        if (choices.matches()) {
            return new Values(
                    Arrays.stream(choices.group(1).split("\\|"))
                            .filter(choice -> WORD.matcher(choice).matches())
                            .toList(),
                    List.of("nonsense"));
        }
        var least = schema.path("minimum").decimalValue();
        var most = schema.path("maximum").decimalValue();
        if (schema.has("minimum") && schema.has("maximum") && most.compareTo(WIDE) < 0) {
            return new Values(
                    List.of(least.toPlainString(), most.toPlainString()),
                    List.of(
                            least.subtract(BigDecimal.ONE).toPlainString(),
                            most.add(BigDecimal.ONE).toPlainString(),
                            "many"));
        }
        return switch (schema.path("format").asText()) {
            case "duration" -> new Values(List.of("P30D"), List.of("30"));
            case "date" -> new Values(List.of(), List.of("2026-02-30", "2026-02-01T00:00:00Z"));
            case "date-time" -> new Values(List.of("2026-02-01T00:00:00Z"), List.of("2026-02-01"));
            default -> new Values(List.of(), List.of());
        };
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    /** @return 1, for the request that it sent */
    private int expect(
            int status, String path, JsonNode operation, JsonNode parameter, String value, List<String> found)
            throws IOException, InterruptedException {
        var query = new LinkedHashMap<String, String>();
        for (var other : operation.path("parameters")) {
            var name = other.get("name").asText();
            if (other.get("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", known.getOrDefault(name, name));
            } else if (other.path("required").asBoolean()
                    // Of all there are, whatever other tests have left behind, a question about one can be answered.
                    || known.containsKey(name)
                            && other.at("/schema/type").asText().equals("array")) {
                query.put(name, known.getOrDefault(name, "missing"));
            }
        }
        query.put(parameter.get("name").asText(), value);
        var target = new StringBuilder(path).append('?');
        if (known.containsKey(value)) {
            target.append(known.get(value)).append('&');
        }
        query.forEach((name, text) -> target.append(name)
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .append('&'));
        var answer = http.send(
                HttpRequest.newBuilder(api.resolve(target.toString()))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json")
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            found.add("GET %s: %d instead of %d, %s".formatted(target, answer.statusCode(), status, answer.body()));
        }
        return 1;
    }
}
