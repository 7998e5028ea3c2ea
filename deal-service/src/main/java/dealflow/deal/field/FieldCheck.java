package dealflow.deal.field;

import dealflow.contract.field.FieldChoice;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldGate;
import dealflow.contract.field.FieldRules;
import dealflow.contract.field.FieldType;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.erasure.PersonalName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes a definition whole, and refuses what contradicts itself or the version before. */
final class FieldCheck {

    private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9-]{0,39}");
    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,62}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Set<FieldType> CLOSED = Set.of(FieldType.ONE_OF, FieldType.SEVERAL_OF);
    private static final Set<FieldType> DIMENSIONS =
            Set.of(FieldType.ONE_OF, FieldType.SEVERAL_OF, FieldType.BOOLEAN, FieldType.NUMBER, FieldType.DATE);
    private static final int MOST_CHOICES = 200;
    private static final int MOST_GATES = 100;
    private static final int LONGEST_PATTERN = 200;

    private FieldCheck() {}

    /**
     * The definition with defaults in place, at the version after another.
     *
     * @param before null for a new field
     * @throws InvalidFieldException if it cannot be one
     */
    static FieldDefinition checked(FieldDefinition draft, FieldDefinition before) {
        require(
                draft.key() != null && KEY.matcher(draft.key()).matches(),
                "key",
                "must be a small letter, and up to 39 letters, digits and hyphens after it");
        require(
                before != null || !PersonalName.isNobodys(draft.key()),
                "key",
                "'%s' is a word of the service's own; choose another".formatted(draft.key()));
        require(draft.type() != null, "type", "is required: one of %s".formatted(List.of(FieldType.values())));
        var names = names("names", draft.names(), draft.key());
        var rules = rules(draft.type(), draft.rules());
        require(
                !draft.dimension() || DIMENSIONS.contains(draft.type()),
                "dimension",
                "must be false of a field of type %s; ONE_OF has the values that deals are grouped by"
                        .formatted(draft.type()));
        require(
                !draft.dimension() || !draft.personal(),
                "dimension",
                "must be false of a personal field: nobody is counted by what is about a person");
        gates(draft.requiredFrom());
        var whole = new FieldDefinition(
                draft.key(),
                before == null ? 1 : before.version() + 1,
                names,
                draft.type(),
                choices(draft),
                rules,
                draft.requiredFrom(),
                draft.dimension(),
                draft.personal(),
                draft.retired());
        if (before != null) {
            follows(whole, before);
        }
        return whole;
    }

    /** What deals have already stays what it was. */
    private static void follows(FieldDefinition next, FieldDefinition before) {
        require(
                next.type() == before.type(),
                "type",
                "must stay %s: retire this field, and make another".formatted(before.type()));
        for (var choice : before.choices()) {
            require(
                    next.choice(choice.key()).isPresent(),
                    "choices",
                    "must still have '%s', which deals may have; give it \"retired\":true".formatted(choice.key()));
        }
    }

    private static Map<String, String> names(String field, Map<String, String> names, String key) {
        if (names.isEmpty()) {
            return Map.of("en", key);
        }
        var checked = new TreeMap<String, String>();
        names.forEach((language, name) -> {
            require(
                    LANGUAGE.matcher(language).matches(),
                    field,
                    "must have codes of languages, such as en and zh, as keys");
            checked.put(language, DealFields.required(field, name));
        });
        return checked;
    }

    private static List<FieldChoice> choices(FieldDefinition draft) {
        var closed = CLOSED.contains(draft.type());
        require(
                closed != draft.choices().isEmpty(),
                "choices",
                closed
                        ? "are required of a field of type %s".formatted(draft.type())
                        : "must be left out of a field of type %s".formatted(draft.type()));
        require(draft.choices().size() <= MOST_CHOICES, "choices", "must be at most %d".formatted(MOST_CHOICES));
        var keys = new HashSet<String>();
        for (var choice : draft.choices()) {
            require(
                    choice.key() != null && CHOICE.matcher(choice.key()).matches() && keys.add(choice.key()),
                    "choices.key",
                    "must be 1 to 63 letters, digits or . _ + -, each once, such as FOB");
        }
        return draft.choices().stream()
                .map(choice -> new FieldChoice(
                        choice.key(), names("choices.names", choice.names(), choice.key()), choice.retired()))
                .toList();
    }

    private static FieldRules rules(FieldType type, FieldRules rules) {
        var ranged = type == FieldType.NUMBER || type == FieldType.DATE || type == FieldType.MONEY;
        require(ranged || rules.min() == null, "rules.min", "must be left out of a field of type %s".formatted(type));
        require(ranged || rules.max() == null, "rules.max", "must be left out of a field of type %s".formatted(type));
        var text = type == FieldType.TEXT;
        require(
                text || rules.pattern() == null,
                "rules.pattern",
                "must be left out of a field of type %s".formatted(type));
        require(
                text || rules.longest() == null,
                "rules.longest",
                "must be left out of a field of type %s".formatted(type));
        require(
                rules.longest() == null || rules.longest() >= 1 && rules.longest() <= FieldValues.LONGEST_TEXT,
                "rules.longest",
                "must be from 1 to %d".formatted(FieldValues.LONGEST_TEXT));
        pattern(rules.pattern());
        var min = FieldValues.end("rules.min", type, rules.min());
        var max = FieldValues.end("rules.max", type, rules.max());
        require(
                min == null || max == null || FieldValues.compared(type, min, max) <= 0,
                "rules.max",
                "must not be less than rules.min");
        return new FieldRules(min, max, rules.pattern(), rules.longest());
    }

    private static void pattern(String pattern) {
        if (pattern == null) {
            return;
        }
        require(
                pattern.length() <= LONGEST_PATTERN,
                "rules.pattern",
                "must have at most %d characters".formatted(LONGEST_PATTERN));
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidFieldException("rules.pattern", "must be a regular expression: " + e.getDescription());
        }
    }

    private static void gates(List<FieldGate> gates) {
        require(gates.size() <= MOST_GATES, "requiredFrom", "must be at most %d".formatted(MOST_GATES));
        var pipelines = new HashSet<String>();
        for (var gate : gates) {
            require(gate.pipeline() != null, "requiredFrom.pipeline", "is required: a pipeline's key");
            require(gate.stage() != null, "requiredFrom.stage", "is required: a stage's key");
            require(
                    pipelines.add(gate.pipeline()),
                    "requiredFrom.pipeline",
                    "must have each pipeline once; '%s' is there twice".formatted(gate.pipeline()));
        }
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidFieldException(field, message);
        }
    }
}
