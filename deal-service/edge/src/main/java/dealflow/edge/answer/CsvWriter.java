package dealflow.edge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * An answer's rows as CSV (RFC 4180): a column per number, named by its path in the JSON, such as {@code reached.count}.
 * Jackson writes it, which quotes what has to be.
 */
@Provider
@Produces(CsvWriter.TYPE)
public class CsvWriter implements MessageBodyWriter<Tabular> {

    public static final String TYPE = "text/csv";

    /** The parameter that asks for a byte order mark. */
    public static final String BOM = "bom";

    private static final CsvMapper CSV = new CsvMapper();

    private final ObjectMapper json;

    @Inject
    UriInfo uri;

    CsvWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type) && mediaType.isCompatible(new MediaType("text", "csv"));
    }

    @Override
    public void writeTo(
            Tabular answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        var columns = new LinkedHashSet<String>();
        for (var row : answer.rows()) {
            var cells = new LinkedHashMap<String, String>();
            flatten("", json.valueToTree(row), cells);
            rows.add(cells);
            columns.addAll(cells.keySet());
        }
        var schema = CsvSchema.builder()
                .addColumns(columns, CsvSchema.ColumnType.STRING)
                .build();
        if (Boolean.parseBoolean(uri.getQueryParameters().getFirst(BOM))) {
            to.write(TableText.BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        }
        // Of no rows nobody knows the columns.
        if (columns.isEmpty()) {
            return;
        }
        to.write(CSV.writer(schema.withHeader().withLineSeparator("\r\n")).writeValueAsBytes(rows));
    }

    /** What is said in a table is its sentence: one column, for people. */
    private static boolean isNotice(JsonNode node) {
        return node.has("code") && node.has("message") && node.has("values");
    }

    private static void flatten(String path, JsonNode node, Map<String, String> cells) {
        if (isNotice(node)) {
            cells.put(path, node.get("message").asText());
        } else if (node.isObject()) {
            node.fields().forEachRemaining(field -> {
                if (!field.getKey().equals("links")) {
                    flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), cells);
                }
            });
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                var name = node.get(i).path("stage").asText(String.valueOf(i));
                flatten(path + "." + name, node.get(i), cells);
            }
        } else {
            cells.put(path, node.isNull() ? "" : node.isTextual() ? TableText.safe(node.textValue()) : node.asText());
        }
    }
}
