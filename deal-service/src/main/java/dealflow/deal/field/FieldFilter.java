package dealflow.deal.field;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.query.InvalidParameterException;
import dealflow.edge.query.NearNames;
import dealflow.edge.query.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of own fields that deals are chosen by: of several of one field any will do, and each field that is asked for has to have
 * one of its own.
 */
public record FieldFilter(List<Wanted> wanted) {

    public static final FieldFilter ALL = new FieldFilter(List.of());

    private static final Set<FieldType> RANGED = Set.of(FieldType.NUMBER, FieldType.DATE);

    /**
     * What is asked of one field.
     *
     * @param values as they are kept
     * @param ranges from and to, null for no end
     * @param orNone whether a deal without a value will do, too
     */
    public record Wanted(String key, FieldType type, List<String> values, List<Between> ranges, boolean orNone) {}

    /** Both ends included; null for none there. */
    public record Between(String from, String to) {}

    /**
     * What a parameter asks for.
     *
     * @param asked each {@code KEY:VALUE}; null for nothing
     * @throws InvalidParameterException if a key is none of a dimension, or a value none of its field
     */
    static FieldFilter of(String parameter, List<String> asked, FieldSet fields) {
        if (asked == null || asked.isEmpty()) {
            return ALL;
        }
        var byKey = new TreeMap<String, List<String>>();
        for (var each : asked) {
            var colon = each.indexOf(':');
            if (colon < 1) {
                throw new InvalidParameterException(
                        parameter, "must be a field's key and a value with a colon between, such as incoterm:FOB");
            }
            byKey.computeIfAbsent(each.substring(0, colon), key -> new ArrayList<>())
                    .add(each.substring(colon + 1));
        }
        return new FieldFilter(byKey.entrySet().stream()
                .map(entry -> wanted(parameter, dimension(parameter, entry.getKey(), fields), entry.getValue()))
                .toList());
    }

    private static FieldDefinition dimension(String parameter, String key, FieldSet fields) {
        var known = fields.all().stream()
                .filter(FieldDefinition::dimension)
                .map(FieldDefinition::key)
                .toList();
        return fields.get(key)
                .filter(FieldDefinition::dimension)
                .orElseThrow(() -> new InvalidParameterException(
                        parameter,
                        known.isEmpty()
                                ? "'%s' is no field that deals are filtered by; there are none".formatted(key)
                                : "'%s' is no field that deals are filtered by; %sthose are %s"
                                        .formatted(key, NearNames.of(key, known), known)));
    }

    private static Wanted wanted(String parameter, FieldDefinition field, List<String> asked) {
        var values = new ArrayList<String>();
        var ranges = new ArrayList<Between>();
        var orNone = false;
        for (var each : asked) {
            if (each.isEmpty()) {
                orNone = true;
            } else if (RANGED.contains(field.type()) && each.contains("..")) {
                ranges.add(between(parameter, field, each));
            } else {
                values.add(value(parameter, field, each));
            }
        }
        return new Wanted(field.key(), field.type(), List.copyOf(values), List.copyOf(ranges), orNone);
    }

    private static Between between(String parameter, FieldDefinition field, String text) {
        try {
            var range = field.type() == FieldType.DATE ? Range.dates(text) : Range.amounts(text);
            return new Between(text(range.from()), text(range.to()));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(parameter, "'%s' %s".formatted(field.key(), e.getMessage()));
        }
    }

    private static String text(Object end) {
        return end == null ? null : end.toString();
    }

    private static String value(String parameter, FieldDefinition field, String text) {
        try {
            var kept = field.type() == FieldType.SEVERAL_OF
                    ? FieldValues.checked(field.key(), ofOne(field), text, true)
                    : FieldValues.checked(field.key(), unruled(field), text, true);
            return String.valueOf(kept);
        } catch (InvalidFieldException e) {
            throw new InvalidParameterException(parameter, "'%s' %s".formatted(field.key(), e.getMessage()));
        }
    }

    private static FieldDefinition ofOne(FieldDefinition field) {
        return typed(field, FieldType.ONE_OF);
    }

    /** Rules hold for what is written from now on, and deals may have values of before. */
    private static FieldDefinition unruled(FieldDefinition field) {
        return typed(field, field.type());
    }

    private static FieldDefinition typed(FieldDefinition field, FieldType type) {
        return new FieldDefinition(
                field.key(), 1, field.names(), type, field.choices(), null, null, true, false, false);
    }

    /** What another one asks for, too. */
    public FieldFilter and(FieldFilter other) {
        return new FieldFilter(
                Stream.concat(wanted.stream(), other.wanted.stream()).toList());
    }

    public boolean isAll() {
        return wanted.isEmpty();
    }

    /** The same for the database's {@code has_fields}, which knows no ranges; null for all. */
    public String json(String parameter) {
        if (isAll()) {
            return null;
        }
        var json = JsonNodeFactory.instance.objectNode();
        for (var each : wanted) {
            if (!each.ranges().isEmpty()) {
                throw new InvalidParameterException(parameter, "'%s' takes no range here".formatted(each.key()));
            }
            add(json.putArray(each.key()), each);
        }
        return json.toString();
    }

    /**
     * The same as texts, each {@code KEY:VALUE}, with values as they are kept.
     *
     * @throws InvalidParameterException if it asks for ranges
     */
    public List<String> texts(String parameter) {
        json(parameter);
        return wanted.stream()
                .flatMap(each -> Stream.concat(each.values().stream(), each.orNone() ? Stream.of("") : Stream.empty())
                        .map(value -> each.key() + ":" + value))
                .toList();
    }

    /** Such texts for the database's {@code has_fields}, whatever their definitions say meanwhile; null for all. */
    public static String json(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        var json = JsonNodeFactory.instance.objectNode();
        for (var text : texts) {
            var parts = text.split(":", 2);
            var any = json.withArray("/" + parts[0]);
            if (parts[1].isEmpty()) {
                any.addNull();
            } else {
                any.add(parts[1]);
            }
            if (parts[1].equals("true") || parts[1].equals("false")) {
                any.add(Boolean.parseBoolean(parts[1]));
            }
        }
        return json.toString();
    }

    private static void add(ArrayNode any, Wanted wanted) {
        for (var value : wanted.values()) {
            if (wanted.type() == FieldType.BOOLEAN) {
                any.add(Boolean.parseBoolean(value));
            } else {
                any.add(value);
            }
        }
        if (wanted.orNone()) {
            any.addNull();
        }
    }

    /** A condition in SQL over a column of own fields, with its parameters. */
    public record Sql(String condition, Map<String, Object> parameters) {}

    /** What each field that is asked for asks of the column {@code fields}. */
    public List<Sql> conditions() {
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> condition("own_" + i, wanted.get(i)))
                .toList();
    }

    /** For each field of which nothing but values is asked, the objects in JSON of which a deal's has to contain one. */
    public List<List<String>> containments() {
        return wanted.stream()
                .filter(each -> each.ranges().isEmpty() && !each.orNone())
                .map(each -> each.values().stream()
                        .map(value -> containment(each, value))
                        .toList())
                .toList();
    }

    private static String containment(Wanted wanted, String value) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (wanted.type()) {
            case BOOLEAN -> json.put(wanted.key(), Boolean.parseBoolean(value));
            case SEVERAL_OF -> json.putArray(wanted.key()).add(value);
            default -> json.put(wanted.key(), value);
        }
        return json.toString();
    }

    private static Sql condition(String name, Wanted wanted) {
        var parameters = new TreeMap<String, Object>();
        parameters.put(name, wanted.key());
        var any = new ArrayList<String>();
        if (!wanted.values().isEmpty()) {
            parameters.put(name + "_values", wanted.values().toArray(String[]::new));
            any.add((wanted.type() == FieldType.SEVERAL_OF
                            ? "jsonb_exists_any(fields -> CAST(:%1$s AS text), CAST(:%1$s_values AS text[]))"
                            : "fields ->> CAST(:%1$s AS text) = ANY (CAST(:%1$s_values AS text[]))")
                    .formatted(name));
        }
        for (var i = 0; i < wanted.ranges().size(); i++) {
            any.add(within(name, name + "_" + i, wanted.type(), wanted.ranges().get(i), parameters));
        }
        if (wanted.orNone()) {
            any.add("fields -> CAST(:%s AS text) IS NULL".formatted(name));
        }
        return new Sql("(" + String.join(" OR ", any) + ")", parameters);
    }

    private static String within(
            String name, String end, FieldType type, Between range, Map<String, Object> parameters) {
        var as = type == FieldType.DATE ? "date" : "numeric";
        var value = "CAST(fields ->> CAST(:%s AS text) AS %s)".formatted(name, as);
        var ends = new ArrayList<String>();
        if (range.from() != null) {
            parameters.put(end + "_from", range.from());
            ends.add("%s >= CAST(CAST(:%s_from AS text) AS %s)".formatted(value, end, as));
        }
        if (range.to() != null) {
            parameters.put(end + "_to", range.to());
            ends.add("%s <= CAST(CAST(:%s_to AS text) AS %s)".formatted(value, end, as));
        }
        return "(" + String.join(" AND ", ends) + ")";
    }
}
