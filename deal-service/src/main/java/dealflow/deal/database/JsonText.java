package dealflow.deal.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;

/** Values in the contract's own JSON, as columns hold them. */
public final class JsonText {

    private JsonText() {}

    public static String of(Object value) {
        return new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }

    /** What this service itself has written. */
    public static <T> T read(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
