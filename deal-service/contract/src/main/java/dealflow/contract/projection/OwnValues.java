package dealflow.contract.projection;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Values of the company's own fields, as far as deals can be told apart by them: written whatever the definitions say by now, and read
 * by those of today. One thread reads with it, row by row.
 */
public final class OwnValues {

    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,62}");
    private static final ObjectReader READER =
            ContractJson.reader(new TypeReference<TreeMap<String, List<String>>>() {});

    private final Set<String> keys;
    private String last;
    private Map<String, List<String>> lastRead = Map.of();

    /** @param keys of the fields that are read */
    public OwnValues(Set<String> keys) {
        this.keys = Set.copyOf(keys);
    }

    /** What may be keys of choices, for definitions have no order with the events; null for none. */
    public static String json(Map<String, Object> fields) {
        var values = new TreeMap<String, List<String>>();
        fields.forEach((key, value) -> {
            var several = value instanceof List<?> list ? list : List.of(value);
            var texts = several.stream()
                    .filter(each -> each instanceof String || each instanceof Boolean)
                    .map(Object::toString)
                    .filter(each -> CHOICE.matcher(each).matches())
                    .toList();
            if (!texts.isEmpty()) {
                values.put(key, texts);
            }
        });
        return values.isEmpty() ? null : new String(ContractJson.write(values), StandardCharsets.UTF_8);
    }

    /**
     * The values of these keys, of one row.
     *
     * @param json as {@link #json} wrote it; null for none
     */
    public Map<String, List<String>> read(String json) {
        if (json == null || keys.isEmpty()) {
            return Map.of();
        }
        // Most events of a deal leave them as they were.
        if (!json.equals(last)) {
            try {
                Map<String, List<String>> values = READER.readValue(json);
                values.keySet().retainAll(keys);
                lastRead = Map.copyOf(values);
                last = json;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lastRead;
    }
}
