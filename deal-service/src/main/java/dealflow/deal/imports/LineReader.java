package dealflow.deal.imports;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.field.FieldSet;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Map;

/** Reads an import's lines, and says of one that cannot be read what is wrong with it where. */
final class LineReader {

    private final ObjectMapper json;
    private final OwnFields own;

    /** The company's own fields as they are kept. */
    interface OwnFields {
        /** @throws InvalidFieldException for the first that cannot be taken; null stays null */
        Map<String, Object> imported(String place, Map<String, Object> written);
    }

    /** Of a company that has no fields of its own. */
    LineReader(ObjectMapper json) {
        this(json, FieldSet.NONE::imported);
    }

    LineReader(ObjectMapper json, OwnFields own) {
        this.own = own;
        // A list of nothing is a slip, and no rule expects it.
        this.json = json.copy().setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    }

    /**
     * @throws InvalidFieldException if it is no line
     */
    ImportedDeal read(String line) {
        try {
            return checked(notNull(json.readValue(line, ImportedDeal.class)));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /**
     * @throws InvalidFieldException if it is no line
     */
    ImportedDeal read(ObjectNode line) {
        try {
            return checked(json.treeToValue(line, ImportedDeal.class));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** What a step sets is read later, with what was before; whether it holds values that are taken is told now. */
    private ImportedDeal checked(ImportedDeal deal) {
        var history = new ArrayList<>(deal.history());
        for (var i = 0; i < history.size(); i++) {
            var entry = history.get(i);
            try {
                var fields = json.treeToValue(entry.set(), ImportedFields.class);
                if (fields != null && fields.fields() != null) {
                    var kept = own.imported("history[%d].set.fields".formatted(i), fields.fields());
                    var set = entry.set().deepCopy();
                    set.set("fields", json.valueToTree(kept));
                    history.set(i, entry.setting(set));
                }
            } catch (JsonProcessingException e) {
                var invalid = unreadable(e);
                throw new InvalidFieldException(
                        "history[%d].set.%s".formatted(i, invalid.field()), invalid.getMessage());
            }
        }
        return deal.with(own.imported("fields", deal.fields()), history);
    }

    private static ImportedDeal notNull(ImportedDeal deal) {
        if (deal == null) {
            throw new InvalidFieldException("", "must be a JSON object, not null");
        }
        return deal;
    }

    private static InvalidFieldException unreadable(JsonProcessingException e) {
        if (e.getCause() instanceof InvalidFieldException invalid) {
            return invalid;
        }
        return new InvalidFieldException(e instanceof JsonMappingException mapping ? field(mapping) : "", message(e));
    }

    /** As the rules write it: {@code history[1].at}. */
    private static String field(JsonMappingException e) {
        var field = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static String message(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not a field of a line";
        }
        if (e instanceof InvalidNullException) {
            return "must not hold null";
        }
        if (e instanceof InvalidFormatException format) {
            return "must be %s, not '%s'".formatted(expected(format.getTargetType()), format.getValue());
        }
        var message = e.getOriginalMessage().lines().findFirst().orElse("");
        // What names a class of ours tells nobody outside anything.
        return message.isEmpty() || message.contains("`") ? "is not of the form that is expected here" : message;
    }

    private static String expected(Class<?> type) {
        if (type == OffsetDateTime.class) {
            return "a time with its offset such as 2026-03-02T09:30:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-03-02";
        }
        return Number.class.isAssignableFrom(type) ? "a number" : "of another form";
    }
}
