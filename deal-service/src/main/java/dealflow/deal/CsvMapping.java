package dealflow.deal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the columns of a CSV file become deals.
 *
 * @param pipeline the pipeline that all rows belong to
 * @param columns the column of each field: externalId, title, customer, owner, team, product, source, region, amount,
 *     expectedCloseOn
 * @param currency of all amounts, unless {@code currencyColumn} names a column
 * @param values per field, what stands for what, such as {@code {"product": {"GTXPro": "GTX Pro"}}}
 * @param nulls cells that mean nothing, beside empty ones
 * @param timeZone of times without an offset, and of dates
 * @param dateFormats patterns beside ISO 8601, such as {@code M/d/yyyy}
 */
record CsvMapping(
        String pipeline,
        Map<String, String> columns,
        String currency,
        String currencyColumn,
        Map<String, Map<String, String>> values,
        Set<String> nulls,
        ZoneId timeZone,
        List<String> dateFormats,
        List<Step> history) {

    private static final Set<String> FIELDS = Set.of(
            "externalId",
            "title",
            "customer",
            "owner",
            "team",
            "product",
            "source",
            "region",
            "amount",
            "expectedCloseOn");

    /**
     * A stage that a row says was entered.
     *
     * @param to the stage, or null where {@code toColumn} holds it
     * @param values what the cells of {@code toColumn} stand for; null for no move
     * @param at the column of the time; a fixed stage without one is left out
     */
    record Step(String to, String toColumn, Map<String, String> values, String at, String owner, String reason) {}

    CsvMapping {
        columns = columns == null ? Map.of() : columns;
        values = values == null ? Map.of() : values;
        nulls = nulls == null ? Set.of() : nulls;
        timeZone = timeZone == null ? ZoneId.of("UTC") : timeZone;
        dateFormats = dateFormats == null ? List.of() : dateFormats;
        history = history == null ? List.of() : history;
        if (pipeline == null) {
            throw new InvalidFieldException("mapping.pipeline", "is required");
        }
        if (!columns.containsKey("externalId")) {
            throw new InvalidFieldException("mapping.columns.externalId", "is required: it makes an import repeatable");
        }
        for (var field : columns.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new InvalidFieldException("mapping.columns." + field, "is not a field; known are " + FIELDS);
            }
        }
        for (var format : dateFormats) {
            try {
                DateTimeFormatter.ofPattern(format);
            } catch (IllegalArgumentException e) {
                throw new InvalidFieldException("mapping.dateFormats", "'%s' is not a pattern".formatted(format));
            }
        }
    }

    /**
     * @throws InvalidFieldException if the file lacks a column that the mapping names
     */
    void checkHeader(Set<String> header) {
        var needed = new HashSet<>(columns.values());
        if (currencyColumn != null) {
            needed.add(currencyColumn);
        }
        for (var step : history) {
            for (var column : new String[] {step.toColumn(), step.at(), step.owner(), step.reason()}) {
                if (column != null) {
                    needed.add(column);
                }
            }
        }
        needed.removeAll(header);
        if (!needed.isEmpty()) {
            throw new InvalidFieldException(
                    "mapping", "the file has no column %s; it has %s".formatted(needed, header));
        }
    }

    /** A row as the line that it stands for. */
    ObjectNode line(Map<String, String> row) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("pipeline", pipeline);
        for (var column : columns.entrySet()) {
            var field = column.getKey();
            var cell = cell(row, column.getValue());
            if (cell == null) {
                continue;
            }
            var value = values.getOrDefault(field, Map.of()).getOrDefault(cell, cell);
            switch (field) {
                case "customer" -> line.putObject("customer").put("name", value);
                case "amount" ->
                    line.putObject("amount")
                            .put("amount", value)
                            .put("currency", currencyColumn == null ? currency : cell(row, currencyColumn));
                case "expectedCloseOn" ->
                    line.put(field, time(column.getValue(), value).toLocalDate().toString());
                default -> line.put(field, value);
            }
        }
        line.set("history", history(row));
        return line;
    }

    private JsonNode history(Map<String, String> row) {
        var entries = new ArrayList<ObjectNode>();
        for (var step : history) {
            var to = step.to() == null ? target(row, step) : step.to();
            if (to == null) {
                continue;
            }
            var at = step.at() == null ? null : cell(row, step.at());
            if (at == null) {
                if (step.to() == null) {
                    throw new InvalidFieldException(step.at(), "is empty: when was '%s' entered?".formatted(to));
                }
                continue;
            }
            var entry = JsonNodeFactory.instance
                    .objectNode()
                    .put("to", to)
                    .put("at", time(step.at(), at).toString());
            if (step.owner() != null) {
                entry.put("owner", cell(row, step.owner()));
            }
            if (step.reason() != null) {
                entry.put("reason", cell(row, step.reason()));
            }
            entries.add(entry);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(entries);
    }

    private String target(Map<String, String> row, Step step) {
        var cell = cell(row, step.toColumn());
        if (cell == null) {
            return null;
        }
        if (step.values() == null) {
            return cell;
        }
        if (!step.values().containsKey(cell)) {
            throw new InvalidFieldException(
                    step.toColumn(),
                    "'%s' is not one of %s".formatted(cell, step.values().keySet()));
        }
        return step.values().get(cell);
    }

    private String cell(Map<String, String> row, String column) {
        var cell = row.get(column);
        return cell == null || cell.isBlank() || nulls.contains(cell.strip()) ? null : cell.strip();
    }

    private OffsetDateTime time(String column, String text) {
        try {
            return OffsetDateTime.parse(text.contains(" ") ? text.replace(' ', 'T') : text);
        } catch (DateTimeParseException notWithOffset) {
            return local(column, text).atZone(timeZone).toOffsetDateTime();
        }
    }

    private LocalDateTime local(String column, String text) {
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException notIso) {
            for (var format : dateFormats) {
                try {
                    return LocalDate.parse(text, DateTimeFormatter.ofPattern(format))
                            .atStartOfDay();
                } catch (DateTimeException next) {
                    continue;
                }
            }
            throw new InvalidFieldException(
                    column, "'%s' is not a date; ISO 8601 is read, and %s".formatted(text, dateFormats));
        }
    }
}
