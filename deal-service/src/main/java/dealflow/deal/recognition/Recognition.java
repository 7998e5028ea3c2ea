package dealflow.deal.recognition;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.recognition.Recognised.Code;
import dealflow.deal.recognition.Recognised.Warning;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the beginning of a file seems to be, as far as the caller does not know it better. */
final class Recognition {

    /** A head as long as this may end in the midst of a row. */
    static final int CUT = 1 << 16;

    private static final List<String> NOTHING = List.of("NA", "N/A", "#N/A", "null", "NULL", "-", "--", "无");
    private static final List<Field> NEEDED = List.of(Field.EXTERNAL_ID, Field.OWNER);
    private static final String OTHER = "other";

    final FileText file;
    final char separator;
    final FileText.Table table;
    final Preset preset;
    final Stages stages;
    final List<String> nulls;
    final Map<Field, String> fields;
    final Map<String, String> words = new LinkedHashMap<>();
    final Map<String, Ending> statuses = new LinkedHashMap<>();
    final Map<String, String> reasons = new LinkedHashMap<>();
    final String begins;
    final String currency;
    final ZoneId timeZone;
    final List<String> dateFormats;
    final String decimal;
    final List<Warning> warnings = new ArrayList<>();

    private final Corrections corrections;
    private final Pipeline pipeline;

    Recognition(byte[] head, Charset said, Corrections corrections, Pipeline pipeline) {
        this.corrections = corrections;
        this.pipeline = pipeline;
        file = FileText.of(head, said);
        separator = corrections.separator() == null
                ? file.separator()
                : corrections.separator().charAt(0);
        table = file.table(separator, head.length >= CUT);
        preset = corrections.preset() == null
                ? Preset.of(table.header()).orElse(Preset.ANY)
                : Preset.of(corrections.preset());
        stages = new Stages(pipeline, preset);
        nulls = corrections.nulls() == null ? nothing() : corrections.nulls();
        fields = fields();
        begins = corrections.begins() == null ? stages.first() : corrections.begins();
        currency = corrections.currency() == null ? pipeline.currency() : corrections.currency();
        timeZone = corrections.timeZone() == null ? pipeline.timeZone() : corrections.timeZone();
        if (!file.isSure()) {
            warn(
                    Code.UNSURE_CHARSET,
                    null,
                    file.charset().name(),
                    "look at the accents and signs: other charsets have these bytes, too");
        }
        NEEDED.stream()
                .filter(field -> !fields.containsKey(field))
                .forEach(field -> warn(
                        Code.MISSING_COLUMN, null, field.key(), "no column was found for it, and every deal needs it"));
        dateFormats = dateFormats();
        decimal = decimal();
        readWords();
        readReasons();
    }

    private void warn(Code code, String column, String value, String message) {
        warnings.add(new Warning(code, column, value, message));
    }

    private List<String> nothing() {
        return NOTHING.stream()
                .filter(word ->
                        table.rows().stream().anyMatch(row -> row.cells().containsValue(word)))
                .toList();
    }

    List<String> cells(Field field) {
        var column = fields.get(field);
        return column == null
                ? List.of()
                : table.cells(column).stream()
                        .filter(cell -> !nulls.contains(cell))
                        .toList();
    }

    /** Who an owner in the file is here. */
    String owner(String name) {
        return corrections.owners().getOrDefault(name, name);
    }

    /** Each once, the frequent ones first. */
    Map<String, Integer> distinct(Field field) {
        var counts = new LinkedHashMap<String, Integer>();
        cells(field).forEach(cell -> counts.merge(cell, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private Map<Field, String> fields() {
        var header = table.header();
        var once = header.stream()
                .filter(name -> !name.isEmpty() && Collections.frequency(header, name) == 1)
                .toList();
        var found = new EnumMap<Field, String>(Field.class);
        preset.columns().forEach((field, names) -> names.stream()
                .flatMap(name ->
                        once.stream().filter(column -> Names.plain(column).equals(Names.plain(name))))
                .findFirst()
                .ifPresent(column -> found.put(field, column)));
        if (preset.key() == null || found.isEmpty()) {
            usual(once, found);
        }
        corrections.columns().forEach((field, column) -> {
            if (column == null) {
                found.remove(field);
            } else {
                found.put(field, column);
            }
        });
        return found;
    }

    /** By the names that are usual anywhere. */
    private static void usual(List<String> header, Map<Field, String> found) {
        for (var field : Field.values()) {
            Preset.ANY.columns().getOrDefault(field, List.of()).stream()
                    .flatMap(name -> Stream.concat(
                            header.stream().filter(column -> Names.plain(column).equals(name)),
                            header.stream()
                                    .filter(column -> Names.shortened(column).equals(name))))
                    .filter(column -> !found.containsValue(column))
                    .findFirst()
                    .ifPresent(column -> found.putIfAbsent(field, column));
        }
        // Many systems have one date: expected while the deal is open, the true one afterwards.
        var expected = found.get(Field.EXPECTED_CLOSE_ON);
        if (expected != null && Names.shortened(expected).matches("clos(e|ing).*")) {
            found.putIfAbsent(Field.CLOSED, expected);
        } else if (found.containsKey(Field.SINCE)) {
            found.putIfAbsent(Field.CLOSED, found.get(Field.SINCE));
        }
    }

    private List<String> dateFormats() {
        if (corrections.dateFormats() != null) {
            return corrections.dateFormats();
        }
        var columns = new LinkedHashMap<String, List<String>>();
        Stream.of(Field.values())
                .filter(field -> field.isTime() && fields.containsKey(field))
                .forEach(field -> columns.put(fields.get(field), cells(field)));
        var found = DateFormats.of(columns);
        found.ambiguous()
                .forEach((column, cell) -> warn(
                        Code.AMBIGUOUS_DATES,
                        column,
                        cell,
                        "day or month first? It is read as %s"
                                .formatted(found.patterns().get(0))));
        found.unreadable()
                .forEach((column, cell) -> warn(
                        Code.UNREADABLE_DATES,
                        column,
                        cell,
                        "is not a date in a way that most others of its column are"));
        return found.patterns();
    }

    private String decimal() {
        if (corrections.decimal() != null) {
            return corrections.decimal().isEmpty() ? null : corrections.decimal();
        }
        var found = Decimals.of(cells(Field.AMOUNT), separator == ';' ? "," : ".");
        if (found.ambiguous() != null) {
            warn(
                    Code.AMBIGUOUS_AMOUNTS,
                    fields.get(Field.AMOUNT),
                    found.ambiguous(),
                    "cents or thousands? The sign before the cents is taken to be %s"
                            .formatted(found.decimal() == null ? "." : found.decimal()));
        }
        return found.decimal();
    }

    private void readWords() {
        for (var word : distinct(Field.STAGE).keySet()) {
            if (corrections.stages().containsKey(word)) {
                words.put(word, corrections.stages().get(word));
                continue;
            }
            var guess = stages.of(word);
            words.put(word, guess.map(Stages.Guess::stage).orElse(null));
            if (guess.isEmpty()) {
                warn(
                        Code.UNKNOWN_STAGE,
                        fields.get(Field.STAGE),
                        word,
                        "stands for no stage of this pipeline; its rows are refused");
            } else if (!guess.get().isSure()) {
                warn(
                        Code.GUESSED_STAGE,
                        fields.get(Field.STAGE),
                        word,
                        "is taken for '%s'".formatted(guess.get().stage()));
            }
        }
        // What does not stand in this beginning may stand behind it.
        corrections.stages().forEach(words::putIfAbsent);
        for (var word : distinct(Field.STATUS).keySet()) {
            statuses.put(word, corrections.statuses().getOrDefault(word, status(word)));
        }
    }

    private Ending status(String word) {
        return preset.statuses().entrySet().stream()
                .filter(known -> Names.plain(known.getKey()).equals(Names.plain(word)))
                .map(known -> Ending.valueOf(known.getValue()))
                .findFirst()
                .orElse(null);
    }

    private void readReasons() {
        var unknown = new ArrayList<String>();
        for (var reason : distinct(Field.REASON).keySet()) {
            var known = Optional.ofNullable(corrections.reasons().get(reason)).or(() -> pipeline.lossReasons().stream()
                    .filter(key -> Names.plain(key).equals(Names.plain(reason)))
                    .findFirst());
            known.ifPresentOrElse(key -> reasons.put(reason, key), () -> unknown.add(reason));
        }
        if (unknown.isEmpty()) {
            return;
        }
        var column = fields.get(Field.REASON);
        if (pipeline.lossReasons().contains(OTHER)) {
            unknown.forEach(reason -> reasons.put(reason, OTHER));
            warn(
                    Code.UNKNOWN_REASONS,
                    column,
                    String.join(", ", unknown),
                    "the pipeline has no such reason; taken for 'other'");
        } else {
            fields.remove(Field.REASON);
            reasons.clear();
            warn(
                    Code.UNKNOWN_REASONS,
                    column,
                    String.join(", ", unknown),
                    "the pipeline has no such reason; the column is left out");
        }
    }

    /** As {@code POST /imports} takes it; null while a column is missing without which there is none. */
    ObjectNode mapping(ObjectMapper json) {
        if (!fields.containsKey(Field.EXTERNAL_ID)) {
            return null;
        }
        var mapping = JsonNodeFactory.instance.objectNode().put("pipeline", pipeline.key());
        var columns = mapping.putObject("columns");
        fields.forEach((field, column) -> {
            if (field.isColumn()) {
                columns.put(field.key(), column);
            }
        });
        if (separator != ',') {
            mapping.put("separator", String.valueOf(separator));
        }
        var values = new LinkedHashMap<String, Map<String, String>>();
        if (fields.containsKey(Field.CURRENCY)) {
            mapping.put("currencyColumn", fields.get(Field.CURRENCY));
            values.put("currency", currencies());
        } else {
            mapping.put("currency", currency);
        }
        values.put("owner", changed(corrections.owners()));
        values.put("reason", changed(reasons));
        values.values().removeIf(Map::isEmpty);
        if (!values.isEmpty()) {
            mapping.set("values", json.valueToTree(values));
        }
        if (!nulls.isEmpty()) {
            mapping.set("nulls", json.valueToTree(nulls));
        }
        mapping.put("timeZone", timeZone.getId());
        if (decimal != null) {
            mapping.put("decimal", decimal);
        }
        if (!dateFormats.isEmpty()) {
            mapping.set("dateFormats", json.valueToTree(dateFormats));
        }
        if (corrections.language() != null) {
            mapping.put("language", corrections.language());
        }
        mapping.set("history", Steps.of(fields, known(words), known(statuses), begins, stages));
        return mapping;
    }

    private static <T> Map<String, T> known(Map<String, T> words) {
        var known = new LinkedHashMap<>(words);
        known.values().removeIf(value -> value == null || value.equals(""));
        return known;
    }

    private static Map<String, String> changed(Map<String, String> names) {
        var changed = known(names);
        changed.entrySet().removeIf(name -> name.getKey().equals(name.getValue()));
        return changed;
    }

    /** Some systems write a currency's name. */
    private Map<String, String> currencies() {
        var codes = new LinkedHashMap<String, String>();
        for (var cell : distinct(Field.CURRENCY).keySet()) {
            if (isCode(cell)) {
                continue;
            }
            Currency.getAvailableCurrencies().stream()
                    .filter(each -> each.getDisplayName(Locale.ENGLISH).equalsIgnoreCase(cell)
                            || each.getCurrencyCode().equalsIgnoreCase(cell))
                    .findFirst()
                    .ifPresentOrElse(
                            each -> codes.put(cell, each.getCurrencyCode()),
                            () -> warn(
                                    Code.UNKNOWN_CURRENCY,
                                    fields.get(Field.CURRENCY),
                                    cell,
                                    "is no currency; its rows are refused"));
        }
        return codes;
    }

    private static boolean isCode(String cell) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(each -> each.getCurrencyCode().equals(cell));
    }
}
