package dealflow.edge.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.edge.limit.Bounds;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Reads texts and times within their {@link Bounds}. A time is a text in ISO 8601 and nothing else: Jackson would take the
 * number 20260105 for some day in another century.
 */
final class JsonValues extends SimpleModule {

    private static final long serialVersionUID = 1;
    private static final String INSTANT = "must be an instant such as 2026-03-02T09:30:00Z";

    JsonValues() {
        addDeserializer(String.class, new Texts());
        addDeserializer(BigDecimal.class, new Decimals());
        addKeyDeserializer(String.class, new Names());
        addDeserializer(JsonNode.class, new Trees<>(JsonNode.class));
        addDeserializer(ObjectNode.class, new Trees<>(ObjectNode.class));
        addDeserializer(Instant.class, new Times<>(Instant.class, INSTANT, text -> time(text)
                .toInstant()));
        addDeserializer(OffsetDateTime.class, new Times<>(OffsetDateTime.class, INSTANT, JsonValues::time));
        addDeserializer(
                LocalDate.class, new Times<>(LocalDate.class, "must be a date such as 2026-03-02", JsonValues::date));
        addDeserializer(
                Duration.class, new Times<>(Duration.class, "must be a duration such as P30D", Duration::parse));
        addDeserializer(Period.class, new Times<>(Period.class, "must be a period such as P30D", Period::parse));
    }

    private static OffsetDateTime time(String text) {
        var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        if (!Bounds.hold(time.toLocalDate())) {
            throw new OutOfBounds();
        }
        return time;
    }

    private static LocalDate date(String text) {
        var date = LocalDate.parse(text);
        if (!Bounds.hold(date)) {
            throw new OutOfBounds();
        }
        return date;
    }

    private static final class OutOfBounds extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static String checked(JsonParser parser, String text) throws RefusedValueException {
        var problem = text == null ? null : Bounds.problem(text);
        if (problem != null) {
            throw new RefusedValueException(parser, problem, false);
        }
        return text;
    }

    private static final class Texts extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return checked(parser, StringDeserializer.instance.deserialize(parser, context));
        }
    }

    /** A number of ten characters, 1E-999999999, makes one of a gigabyte where it is added to another. */
    private static final class Decimals extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1;
        private static final int LONGEST = 400;

        Decimals() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
            var number = text.length() > LONGEST
                    ? null
                    : NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
            if (text.length() > LONGEST || number != null && Math.abs((long) number.scale()) > LONGEST) {
                throw new RefusedValueException(
                        parser, "must be a number with at most %d digits".formatted(LONGEST), false);
            }
            return number;
        }
    }

    private static final class Names extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            return checked(context.getParser(), name);
        }
    }

    /** Trees are read as they are, and made into something later or not at all. */
    private static final class Trees<T extends JsonNode> extends JsonDeserializer<T> {
        private final Class<T> type;

        Trees(Class<T> type) {
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var tree = JsonNodeDeserializer.getDeserializer(type).deserialize(parser, context);
            check(parser, tree);
            return type.cast(tree);
        }

        @Override
        public T getNullValue(DeserializationContext context) {
            return type.isInstance(context.getNodeFactory().nullNode())
                    ? type.cast(context.getNodeFactory().nullNode())
                    : null;
        }

        private static void check(JsonParser parser, JsonNode tree) throws IOException {
            if (tree.isTextual()) {
                checked(parser, tree.textValue());
            }
            for (var field : tree.properties()) {
                checked(parser, field.getKey());
            }
            for (var child : tree) {
                check(parser, child);
            }
        }
    }

    private static final class Times<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1;
        private static final int LONGEST = 40;
        private final String form;
        private final transient Function<String, T> reader;

        Times(Class<T> type, String form, Function<String, T> reader) {
            super(type);
            this.form = form;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw new RefusedValueException(parser, form + ", as a text", false);
            }
            var text = parser.getText().strip();
            try {
                // Blank is no value, as everywhere.
                return text.isEmpty() ? null : reader.apply(text);
            } catch (OutOfBounds e) {
                throw new RefusedValueException(parser, Bounds.YEARS, true);
            } catch (DateTimeException e) {
                var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
                throw new RefusedValueException(
                        parser, Bounds.problem(shown) == null ? form + ", not '" + shown + "'" : form, false);
            }
        }
    }
}
