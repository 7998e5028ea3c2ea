package dealflow.funnel.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.contract.json.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values of the company's own fields, as far as deals can be told apart by them. */
final class OwnValues {

    private static final Set<FieldType> GROUPING = Set.of(FieldType.ONE_OF, FieldType.SEVERAL_OF, FieldType.BOOLEAN);
    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,62}");
    private static final ObjectReader READER =
            ContractJson.reader(new TypeReference<TreeMap<String, List<String>>>() {});

    private OwnValues() {}

    /** Whether deals are filtered by it here: few values, each a key. */
    static boolean isGrouping(FieldDefinition field) {
        return field.dimension() && GROUPING.contains(field.type());
    }

    /** What may be keys of choices, whatever the definitions say by now, for they have no order with the events; null for none. */
    static String json(Map<String, Object> fields) {
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

    /** The values of some keys. */
    static Map<String, List<String>> read(String json, Set<String> keys) throws IOException {
        if (json == null || keys.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> values = READER.readValue(json);
        values.keySet().retainAll(keys);
        return values;
    }
}
