package dealflow.contract.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/**
 * Writes texts that everybody can read: what Jackson would escape, half a character or NUL, is none for PostgreSQL, and a row
 * would then say something else than its event.
 */
final class TextWriter extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1;

    TextWriter() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator generator, SerializerProvider provider) throws IOException {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0) {
                throw refused(generator);
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    throw refused(generator);
                }
                i++;
            }
        }
        generator.writeString(text);
    }

    private static JsonMappingException refused(JsonGenerator generator) {
        return JsonMappingException.from(generator, "a text holds NUL or half a character");
    }
}
