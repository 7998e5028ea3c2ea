package dealflow.deal.csv;

import dealflow.deal.refusal.InvalidFieldException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the columns of a CSV file become deals.
 *
 * @param pipeline the pipeline that all rows belong to
 * @param columns the column of each field: externalId, title, customer, owner, team, product, source, region, amount,
 *     expectedCloseOn, and {@code field.KEY} of the company's own
 * @param currency of all amounts, unless {@code currencyColumn} names a column
 * @param values per field, what stands for what, such as {@code {"product": {"GTXPro": "GTX Pro"}}}
 * @param nulls cells that mean nothing, beside empty ones
 * @param timeZone of times without an offset, and of dates
 * @param dateFormats patterns beside ISO 8601, such as {@code M/d/yyyy}
 * @param language of the names of months in them; English unless given
 * @param separator between cells; a comma unless given
 * @param decimal the sign before the cents, {@code .} or {@code ,}, where amounts have one between thousands too; without it only
 *     plain numbers such as 1250.50 are read
 */
public record CsvMapping(
        String pipeline,
        Map<String, String> columns,
        String currency,
        String currencyColumn,
        Map<String, Map<String, String>> values,
        Set<String> nulls,
        ZoneId timeZone,
        List<String> dateFormats,
        String language,
        String separator,
        String decimal,
        List<Step> history) {

    /** What comes before the key of one of the company's own fields among the columns. */
    public static final String OWN = "field.";

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

    public CsvMapping {
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
        if (values.values().stream().anyMatch(Objects::isNull)) {
            throw new InvalidFieldException("mapping.values", "must have an object for each field");
        }
        for (var field : columns.keySet()) {
            if (!FIELDS.contains(field) && !field.startsWith(OWN)) {
                throw new InvalidFieldException(
                        "mapping.columns." + field,
                        "is not a field; known are %s, and field.KEY of the company's own".formatted(FIELDS));
            }
        }
        for (var i = 0; i < history.size(); i++) {
            var step = history.get(i);
            if (step == null || step.at() == null || (step.to() == null) == (step.toColumn() == null)) {
                throw new InvalidFieldException(
                        "mapping.history[%d]".formatted(i), "must have 'at', and either 'to' or 'toColumn'");
            }
        }
        language = language == null ? "en" : language;
        separator = separator == null ? "," : separator;
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new InvalidFieldException("mapping.separator", "must be one character, such as ; or a tab");
        }
        new CsvDates(dateFormats, language, timeZone);
        new CsvAmounts(decimal);
    }

    /** The keys of the company's own fields that have a column. */
    public List<String> ownFields() {
        return columns.keySet().stream()
                .filter(field -> field.startsWith(OWN))
                .map(field -> field.substring(OWN.length()))
                .toList();
    }

    CsvAmounts amounts() {
        return new CsvAmounts(decimal);
    }

    CsvDates dates() {
        return new CsvDates(dateFormats, language, timeZone);
    }

    /**
     * @throws InvalidFieldException if the file lacks a column that the mapping names, or has it twice
     */
    public void checkHeader(List<String> header) {
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
        for (var column : needed) {
            if (Collections.frequency(header, column) > 1) {
                throw new InvalidFieldException(
                        "mapping", "the file has the column '%s' more than once: which one counts?".formatted(column));
            }
        }
        needed.removeAll(header);
        if (!needed.isEmpty()) {
            throw new InvalidFieldException(
                    "mapping", "the file has no column %s; it has %s".formatted(needed, header));
        }
    }
}
