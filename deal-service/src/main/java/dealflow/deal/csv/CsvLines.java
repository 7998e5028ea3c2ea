package dealflow.deal.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.csv.CsvMapping.Step;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the rows of a CSV file into the lines that they stand for, and says in which column what stands in a line stood. */
public final class CsvLines {

    private static final Pattern ENTRY = Pattern.compile("history\\[([0-9]+)]\\.?(.*)");

    private final CsvMapping mapping;
    private final CsvDates dates;
    private final CsvAmounts amounts;

    public CsvLines(CsvMapping mapping) {
        this.mapping = mapping;
        this.dates = mapping.dates();
        this.amounts = mapping.amounts();
    }

    /** A row as the line that it stands for. */
    public ObjectNode line(Map<String, String> row) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("pipeline", mapping.pipeline());
        for (var column : mapping.columns().entrySet()) {
            var field = column.getKey();
            var value = value(row, field, column.getValue());
            if (value == null) {
                continue;
            }
            switch (field) {
                case "customer" -> line.putObject("customer").put("name", value);
                case "amount" ->
                    line.putObject("amount")
                            .put("amount", amounts.amount(column.getValue(), value))
                            .put("currency", currency(row));
                case "expectedCloseOn" ->
                    line.put(
                            field,
                            dates.time(column.getValue(), value).toLocalDate().toString());
                default -> {
                    if (field.startsWith(CsvMapping.OWN)) {
                        line.withObjectProperty("fields").put(field.substring(CsvMapping.OWN.length()), value);
                    } else {
                        line.put(field, value);
                    }
                }
            }
        }
        line.set("history", history(row));
        return line;
    }

    public String externalId(Map<String, String> row) {
        return row.get(mapping.columns().get("externalId"));
    }

    private String currency(Map<String, String> row) {
        return mapping.currencyColumn() == null ? mapping.currency() : value(row, "currency", mapping.currencyColumn());
    }

    private JsonNode history(Map<String, String> row) {
        var entries = JsonNodeFactory.instance.arrayNode();
        for (var step : steps(row)) {
            var entry = entries.addObject()
                    .put("to", target(row, step))
                    .put("at", dates.time(step.at(), cell(row, step.at())).toString());
            if (step.owner() != null) {
                entry.put("owner", value(row, "owner", step.owner()));
            }
            if (step.reason() != null) {
                entry.put("reason", value(row, "reason", step.reason()));
            }
        }
        return entries;
    }

    /** The steps that a row says were taken. */
    private List<Step> steps(Map<String, String> row) {
        var steps = new ArrayList<Step>();
        for (var step : mapping.history()) {
            var to = target(row, step);
            if (to == null) {
                continue;
            }
            if (cell(row, step.at()) != null) {
                steps.add(step);
            } else if (step.to() == null) {
                throw new InvalidFieldException(step.at(), "is empty: when was '%s' entered?".formatted(to));
            }
        }
        return steps;
    }

    private String target(Map<String, String> row, Step step) {
        if (step.to() != null) {
            return step.to();
        }
        var cell = cell(row, step.toColumn());
        if (cell == null || step.values() == null) {
            return cell;
        }
        if (!step.values().containsKey(cell)) {
            throw new InvalidFieldException(
                    step.toColumn(),
                    "'%s' is not one of %s".formatted(cell, step.values().keySet()));
        }
        return step.values().get(cell);
    }

    /** What a cell stands for, if the mapping says so; else what it is. */
    private String value(Map<String, String> row, String field, String column) {
        var cell = cell(row, column);
        return cell == null
                ? null
                : mapping.values().getOrDefault(field, Map.of()).getOrDefault(cell, cell);
    }

    private String cell(Map<String, String> row, String column) {
        var cell = row.get(column);
        return Texts.isBlank(cell) || mapping.nulls().contains(Texts.strip(cell)) ? null : Texts.strip(cell);
    }

    /** Where a row's file, or the mapping, says what a field of the row's line is. */
    public String place(String field, Map<String, String> row) {
        var entry = ENTRY.matcher(field);
        if (entry.matches()) {
            return place(steps(row).get(Integer.parseInt(entry.group(1))), entry.group(2));
        }
        if (field.isEmpty()) {
            return field;
        }
        if (field.equals("amount.currency") && mapping.currencyColumn() != null) {
            return mapping.currencyColumn();
        }
        if (field.startsWith("fields.")) {
            var own = CsvMapping.OWN + field.split("\\.")[1];
            return mapping.columns().getOrDefault(own, "mapping.columns." + own);
        }
        var name = field.replaceFirst("\\..*", "");
        if (name.equals("pipeline") || name.equals("history")) {
            return "mapping." + name;
        }
        return mapping.columns().getOrDefault(name, "mapping.columns." + name);
    }

    private static String place(Step step, String field) {
        return switch (field) {
            case "to" -> step.toColumn() == null ? "mapping.history.to" : step.toColumn();
            case "owner" -> step.owner() == null ? "mapping.history.owner" : step.owner();
            case "reason" -> step.reason() == null ? "mapping.history.reason" : step.reason();
            default -> step.at();
        };
    }
}
