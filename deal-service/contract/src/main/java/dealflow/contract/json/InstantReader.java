package dealflow.contract.json;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads what {@link InstantDeserializer} reads, and the usual form of it fast. */
final class InstantReader extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        // ITU also takes a space there, and leaves what follows to its caller.
        if (text.length() > 10 && text.charAt(10) == 'T') {
            try {
                var position = new ParsePosition(0);
                var read = ITU.parseDateTime(text, position);
                if (position.getIndex() == text.length()) {
                    return read.toInstant();
                }
            } catch (DateTimeException unusual) {
                // Jackson knows more forms, and says what is wrong with one that is none.
                return InstantDeserializer.INSTANT.deserialize(parser, context);
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
}
